package io.countersign.demo.monitoring;

import io.countersign.demo.net.ChildProcesses;
import io.countersign.demo.net.ConfigurationTemplate;
import io.countersign.demo.net.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The real Prometheus and Alertmanager, as child processes with their data in the demo's folder.
 */
public final class PrometheusAndAlertmanager implements Monitoring {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final int port = LoopbackServer.freePort();
  private final List<Process> processes;

  public PrometheusAndAlertmanager(Path prometheus, Path alertmanager, MonitoringTargets targets) {
    int alertmanagerPort = LoopbackServer.freePort();
    try {
      processes =
          List.of(
              alertmanager(alertmanager, alertmanagerPort, targets),
              prometheus(prometheus, alertmanagerPort, targets));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Process prometheus(Path program, int alertmanagerPort, MonitoringTargets targets)
      throws IOException {
    var values =
        Map.of("ALERTMANAGER", Integer.toString(alertmanagerPort), "TARGETS", targets(targets));
    var folder = targets.folder();
    ConfigurationTemplate.write(getClass(), "rules.yml", folder, Map.of());
    var file = ConfigurationTemplate.write(getClass(), "prometheus.yml", folder, values);
    return ChildProcesses.start(
        folder.resolve("prometheus.log"),
        Map.of(),
        program.toString(),
        "--config.file=" + file,
        "--storage.tsdb.path=" + folder.resolve("prometheus"),
        "--web.listen-address=127.0.0.1:" + port,
        "--log.level=warn");
  }

  private Process alertmanager(Path program, int itsPort, MonitoringTargets targets)
      throws IOException {
    var values =
        Map.of(
            "WEBHOOK", targets.webhook().toString(), "TOKEN_FILE", targets.tokenFile().toString());
    var folder = targets.folder();
    var file = ConfigurationTemplate.write(getClass(), "alertmanager.yml", folder, values);
    return ChildProcesses.start(
        folder.resolve("alertmanager.log"),
        Map.of(),
        program.toString(),
        "--config.file=" + file,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--web.listen-address=127.0.0.1:" + itsPort,
        "--cluster.listen-address=",
        "--log.level=warn");
  }

  private static String targets(MonitoringTargets targets) {
    return targets.services().entrySet().stream()
        .map(
            service ->
                "      - targets: [\"127.0.0.1:"
                    + service.getValue()
                    + "\"]\n        labels: {service: "
                    + service.getKey()
                    + ", environment: "
                    + targets.environment()
                    + "}")
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String description() {
    return "real Prometheus and Alertmanager";
  }

  @Override
  public URI queries() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    processes.forEach(process -> ChildProcesses.stop(process, PATIENCE));
  }
}
