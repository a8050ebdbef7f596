export { registerReading } from './commands';
export { WorkspaceReading } from './workspaceReading';
export type { StateAccess } from './stateHome';
