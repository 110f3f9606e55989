package io.countersign.server.alert;

import io.countersign.connectors.intake.EntityAttributes;
import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.connectors.spi.Connection;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.silence.LabelMatcher;
import io.countersign.connectors.spi.silence.LabelMatcher.Fit;
import io.countersign.connectors.spi.silence.Silence;
import io.countersign.connectors.spi.silence.SilenceSource;
import io.countersign.domain.catalog.EntityId;
import io.countersign.server.config.BoundedFanOut;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.Connections;
import io.countersign.server.web.ParameterParsing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The reader of silences: it asks every source, now and side by side. Nothing of it is kept: who
 * silenced what, and why, belongs to the source.
 */
@Component
final class SilenceReader {
  /** Beyond each source's own time. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int AT_ONCE = 16;

  /** The kind of integration whose labels silences match. */
  private static final String ALERTMANAGER = "alertmanager";

  private final Connections connections;
  private final BoundedFanOut asking = new BoundedFanOut(AT_ONCE);
  private final List<EntityAttributes> integrations;

  /** The Alertmanagers that deliver: those of the file, or else the one that is always there. */
  private final Set<String> deliverers;

  SilenceReader(Connections connections, Configuration configuration) {
    this.connections = connections;
    this.integrations =
        configuration.integrations().values().stream()
            .filter(it -> it.type().kind().equals(ALERTMANAGER))
            .map(EntityAttributes::new)
            .toList();
    this.deliverers = deliverers(configuration);
  }

  private static Set<String> deliverers(Configuration configuration) {
    var named =
        configuration.integrations().values().stream()
            .filter(it -> it.type().kind().equals(ALERTMANAGER))
            .map(IntegrationSettings::name)
            .filter(configuration.ownIntegrations()::contains)
            .collect(Collectors.toUnmodifiableSet());
    return named.isEmpty() ? Set.of(ALERTMANAGER) : named;
  }

  /**
   * One condition.
   *
   * @param text as people write it, such as {@code service="shop"}
   */
  record Matcher(String name, String value, boolean regex, boolean equal, String text) {
    static Matcher of(LabelMatcher it) {
      return new Matcher(it.name(), it.value(), it.regex(), it.equal(), it.text());
    }
  }

  /**
   * One silence.
   *
   * @param source the configured name
   * @param id the source's own
   * @param state {@code active} or {@code pending}
   * @param fit of what was asked about: {@code yes}, or {@code unclear} when an expression can't be
   *     judged here
   */
  record Item(
      String source,
      String id,
      List<Matcher> matchers,
      String state,
      Instant startsAt,
      Instant endsAt,
      String createdBy,
      String comment,
      String fit) {
    static Item of(String source, Silence it, Fit fit) {
      return new Item(
          source,
          it.id(),
          it.matchers().stream().map(Matcher::of).toList(),
          ParameterParsing.lower(it.state()),
          it.startsAt(),
          it.endsAt(),
          it.createdBy(),
          it.comment(),
          ParameterParsing.lower(fit));
    }
  }

  /** A source that didn't answer: whether it silences anything isn't known. */
  record Gap(String source, String code, String detail) {}

  /**
   * What all sources said.
   *
   * @param sources that were asked
   */
  record Told(List<Item> items, List<Gap> gaps, List<String> sources) {
    Told {
      sources = List.copyOf(sources);
      items = List.copyOf(items);
      gaps = List.copyOf(gaps);
    }
  }

  Told all() {
    return ask(connections.silences(), _ -> Fit.YES);
  }

  /** Under which an alert with exactly these labels stays silent, whoever delivers it. */
  Told about(Map<String, String> labels) {
    return ask(connections.silences(), silence -> silence.fits(labels));
  }

  /** Under which an alert of this integration with exactly these labels stays silent. */
  Told about(String integration, Map<String, String> labels) {
    var sources = connections.silences().stream().filter(it -> speaksAs(it, integration)).toList();
    return ask(sources, silence -> silence.fits(labels));
  }

  /** What another Alertmanager silences says nothing of this one's alerts. */
  private boolean speaksAs(SilenceSource source, String integration) {
    if (!source.integrations().isEmpty()) {
      return source.integrations().contains(integration);
    }
    boolean only = connections.silences().size() == 1 && deliverers.equals(Set.of(integration));
    return only || source.name().equals(integration);
  }

  /** Under which alerts about this entity may stay silent: what else they carry isn't known. */
  Told about(EntityId entity) {
    return ask(
        connections.silences(),
        silence ->
            integrations.stream()
                .map(it -> it.labels(entity))
                .filter(labels -> !labels.isEmpty())
                .map(silence::mayFit)
                .min(Fit::compareTo)
                .orElse(Fit.NO));
  }

  private Told ask(List<SilenceSource> sources, Function<Silence, Fit> fit) {
    var items = new ArrayList<Item>();
    var gaps = new ArrayList<Gap>();
    var answers =
        asking.ask(
            sources.stream().<Callable<Outcome<List<Silence>>>>map(it -> it::silences).toList(),
            PATIENCE);
    for (int i = 0; i < sources.size(); i++) {
      var name = sources.get(i).name();
      switch (answers.get(i)) {
        case Outcome.Ok<List<Silence>>(var silences) ->
            silences.stream()
                .map(it -> Item.of(name, it, fit.apply(it)))
                .filter(it -> !it.fit().equals("no"))
                .forEach(items::add);
        case Outcome.Failed<List<Silence>> failed ->
            gaps.add(new Gap(name, failed.code().name(), failed.message()));
        case null -> gaps.add(new Gap(name, FailureCode.TIMEOUT.name(), "no answer in time"));
      }
    }
    return new Told(items, gaps, sources.stream().map(Connection::name).toList());
  }
}
