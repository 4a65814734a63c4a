import { type Config, readConfig } from '../config/config.ts'
import { useProxies } from '../fetch/proxy.ts'

/**
 * Reads the configuration, and applies it to this process: from now on its requests use the proxies.
 * @throws ConfigError
 */
export const configure = (env: NodeJS.ProcessEnv): Config => {
  const config = readConfig(env)
  useProxies(config.proxies)
  return config
}
