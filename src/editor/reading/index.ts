export { registerReading } from './commands';
export { WorkspaceReading } from './workspaceReading';
