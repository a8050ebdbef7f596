export { registerReading, starsBefore } from './commands';
export { WorkspaceReading } from './workspaceReading';
