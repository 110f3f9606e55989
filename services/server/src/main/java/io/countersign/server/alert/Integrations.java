package io.countersign.server.alert;

import io.countersign.connectors.intake.IntegrationSettings;
import io.countersign.domain.RefusalCode;
import io.countersign.server.config.Configuration;
import io.countersign.server.web.Caller;
import io.countersign.server.web.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out which integration a delivery is for. */
@Component
public final class Integrations {
  private final Configuration configuration;

  Integrations(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * The one that the token speaks for, or the named one if it speaks for none.
   *
   * @param named by the request
   * @param plain when neither says anything
   * @throws Refusal FORBIDDEN when the token speaks for another, UNKNOWN_INTEGRATION
   */
  public IntegrationSettings of(Caller caller, @Nullable String named, String plain) {
    var bound = caller.integration();
    if (!bound.isEmpty() && named != null && !named.equals(bound)) {
      throw new Refusal(RefusalCode.FORBIDDEN);
    }
    var name = !bound.isEmpty() ? bound : named != null ? named : plain;
    var found = configuration.integrations().get(name);
    if (found == null) {
      throw new Refusal(RefusalCode.UNKNOWN_INTEGRATION);
    }
    return found;
  }

  /** As {@link #of(Caller, String, String)}, where only one form of deliveries is taken. */
  public IntegrationSettings of(
      Caller caller, @Nullable String named, String plain, IntegrationSettings.Kind kind) {
    var found = of(caller, named, plain);
    if (found.kind() != kind) {
      throw new Refusal(
          RefusalCode.BAD_REQUEST,
          "The integration " + found.name() + " doesn't deliver in this form.");
    }
    return found;
  }
}
