package io.countersign.server.intake;

import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.domain.RefusalCode;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.CommandSender;
import io.countersign.server.web.Origin;
import io.countersign.server.web.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The integrations that deliveries are for. What fits none is recorded and refused. */
@Component
public final class Integrations {
  /** Of a delivery whose integration isn't known; what it called itself isn't repeated. */
  private static final String UNKNOWN = "unknown";

  private final Configuration configuration;
  private final IntakeSubmissions events;
  private final IntakeMetrics metrics;
  private final CommandSender commands;
  private final SeenDeliveries seen;

  Integrations(
      Configuration configuration,
      IntakeSubmissions events,
      IntakeMetrics metrics,
      CommandSender commands,
      SeenDeliveries seen) {
    this.seen = seen;
    this.configuration = configuration;
    this.events = events;
    this.metrics = metrics;
    this.commands = commands;
  }

  /**
   * The one that the token speaks for, or the named one if it speaks for none.
   *
   * @param named by the request
   * @param plain when neither says anything
   * @throws RefusedException FORBIDDEN when the token speaks for another, UNKNOWN_INTEGRATION
   */
  public IntegrationSettings of(Origin origin, @Nullable String named, String plain) {
    var bound = origin.caller().integration();
    if (!bound.isEmpty() && named != null && !named.equals(bound)) {
      throw refused(
          new RefusedException(
              RefusalCode.FORBIDDEN, "This token speaks for the integration " + bound + " only."),
          bound,
          "the token speaks for this one only",
          origin);
    }
    var name = !bound.isEmpty() ? bound : named != null ? named : plain;
    var found = configuration.integrations().get(name);
    if (found == null) {
      throw refused(
          RefusedException.unknownIntegration(name, configuration.integrationsInWords()),
          bound.isEmpty() ? UNKNOWN : bound,
          "no such integration is configured",
          origin);
    }
    seen.heard(found.name());
    return found;
  }

  /**
   * As {@link #of}, where only one kind of deliveries is taken; when neither says anything, the one
   * that is always there.
   */
  public IntegrationSettings ofKind(Origin origin, @Nullable String named, String kind) {
    var found = of(origin, named, kind);
    if (!found.type().kind().equals(kind)) {
      var why = "The integration " + found.name() + " doesn't deliver in this form.";
      throw refused(new RefusedException(RefusalCode.BAD_REQUEST, why), found.name(), why, origin);
    }
    return found;
  }

  /**
   * The refusal of a delivery to an address where nothing is delivered, such as a misspelt one.
   *
   * @param addresses where something is
   */
  public RefusedException nowhere(Origin origin, String addresses) {
    var bound = origin.caller().integration();
    var detail =
        "Nothing is delivered at this address, but at "
            + addresses
            + ". "
            + configuration.integrationsInWords();
    return refused(
        new RefusedException(RefusalCode.UNKNOWN_INTEGRATION, detail),
        bound.isEmpty() ? UNKNOWN : bound,
        "it went to an address where nothing is delivered",
        origin);
  }

  private RefusedException refused(
      RefusedException refusal, String integration, String why, Origin origin) {
    var _ = commands.receipts(events.misdirected(integration, refusal.code(), why, origin));
    seen.refused("the token " + origin.caller().credential(), refusal.code());
    metrics.refused(1);
    return refusal;
  }
}
