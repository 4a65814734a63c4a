import { type Config, readConfig } from '../config/config.ts'
import { useProxies } from '../fetch/proxy.ts'

/**
 * The configuration, put to work: from here on this process reaches the web as it says.
 * @throws ConfigError
 */
export const configure = (env: NodeJS.ProcessEnv): Config => {
  const config = readConfig(env)
  useProxies(config.proxies)
  return config
}
