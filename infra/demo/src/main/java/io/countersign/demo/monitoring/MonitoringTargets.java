package io.countersign.demo.monitoring;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The services to watch and the product to tell.
 *
 * @param services service to its port
 * @param webhook where alerts go
 * @param tokenFile the bearer token for it; may still be empty until the first alert
 * @param folder for configuration, data and logs
 */
public record MonitoringTargets(
    Map<String, Integer> services, String environment, URI webhook, Path tokenFile, Path folder) {}
