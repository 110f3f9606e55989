package io.countersign.server.config;

import io.countersign.connectors.alertmanager.AlertmanagerSilences;
import io.countersign.connectors.ansible.AnsibleExecutor;
import io.countersign.connectors.feed.JsonChangeFeed;
import io.countersign.connectors.http.HttpActionExecutor;
import io.countersign.connectors.jsonlines.JsonLinesSource;
import io.countersign.connectors.prometheus.PrometheusSettings;
import io.countersign.connectors.prometheus.PrometheusSource;
import io.countersign.connectors.spi.action.ActionExecutor;
import io.countersign.connectors.spi.change.ChangeFeed;
import io.countersign.connectors.spi.log.LogSource;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.webhook.SignedWebhook;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes the connections that the configuration names. Nothing is asked yet. */
final class ConnectionFactory {
  private final BoundedHttp http = new BoundedHttp();
  private final InstantSource clock;
  private final Path home;

  /**
   * @param home where executors keep what has to outlive this process
   */
  ConnectionFactory(InstantSource clock, Path home) {
    this.clock = clock;
    this.home = home;
  }

  Connections connections(Configuration configuration) {
    return new Connections(
        configuration.evidence().stream().map(this::evidence).toList(),
        configuration.logs().stream().<LogSource>map(JsonLinesSource::new).toList(),
        configuration.feeds().stream()
            .<ChangeFeed>map(it -> new JsonChangeFeed(it, http, clock))
            .toList(),
        configuration.executors().stream().map(this::executor).toList(),
        configuration.notifiers().stream()
            .<ApprovalNotifier>map(it -> new SignedWebhook(it, http, clock))
            .toList(),
        configuration.silences().stream()
            .<SilenceSource>map(it -> new AlertmanagerSilences(it, http))
            .toList());
  }

  private ActionExecutor executor(ExecutorSettings executor) {
    return switch (executor) {
      case ExecutorSettings.HttpAction(var settings) ->
          new HttpActionExecutor(settings, http, clock);
      case ExecutorSettings.Ansible(var settings) ->
          new AnsibleExecutor(settings, home.resolve("runs").resolve(settings.name()), http, clock);
    };
  }

  private EvidenceBinding evidence(PrometheusSettings settings) {
    return new EvidenceBinding(
        new PrometheusSource(settings, http),
        settings.signals(),
        settings.step(),
        settings.baseline(),
        settings.settled());
  }
}
