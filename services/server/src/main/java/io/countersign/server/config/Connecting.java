package io.countersign.server.config;

import io.countersign.connectors.feed.JsonChangeFeed;
import io.countersign.connectors.http.HttpActionExecutor;
import io.countersign.connectors.jsonlines.JsonLinesSource;
import io.countersign.connectors.prometheus.PrometheusSettings;
import io.countersign.connectors.prometheus.PrometheusSource;
import io.countersign.connectors.spi.ActionExecutor;
import io.countersign.connectors.spi.ApprovalNotifier;
import io.countersign.connectors.spi.ChangeFeed;
import io.countersign.connectors.spi.LogSource;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.webhook.SignedWebhook;
import java.time.InstantSource;

/** Makes the connections that the configuration names. Nothing is asked yet. */
final class Connecting {
  private final BoundedHttp http = new BoundedHttp();
  private final InstantSource clock;

  Connecting(InstantSource clock) {
    this.clock = clock;
  }

  Connections connections(Configuration configuration) {
    return new Connections(
        configuration.evidence().stream().map(this::evidence).toList(),
        configuration.logs().stream().<LogSource>map(JsonLinesSource::new).toList(),
        configuration.feeds().stream()
            .<ChangeFeed>map(it -> new JsonChangeFeed(it, http, clock))
            .toList(),
        configuration.executors().stream()
            .<ActionExecutor>map(it -> new HttpActionExecutor(it, http, clock))
            .toList(),
        configuration.notifiers().stream()
            .<ApprovalNotifier>map(it -> new SignedWebhook(it, http, clock))
            .toList());
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
