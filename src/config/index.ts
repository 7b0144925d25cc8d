export { type Config, ConfigError, loadConfig } from './environment.js';
export { secretKey } from './secret-key.js';
