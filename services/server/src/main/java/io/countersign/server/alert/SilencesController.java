package io.countersign.server.alert;

import io.countersign.domain.catalog.EntityId;
import io.countersign.ledger.alert.Alerts;
import io.countersign.server.web.ParameterParsing;
import io.countersign.server.web.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The silences that the sources of alerts keep by themselves: why nothing may be heard of
 * something.
 */
@RestController
class SilencesController {
  private final SilenceReader reading;
  private final Alerts alerts;

  SilencesController(SilenceReader reading, Alerts alerts) {
    this.reading = reading;
    this.alerts = alerts;
  }

  /** All, or those that fit one entity or one recorded alert. */
  @GetMapping("/api/v1/silences")
  SilenceReader.Told list(
      @RequestParam(required = false) @Nullable String entity,
      @RequestParam(required = false) @Nullable String alert) {
    var about =
        ParameterParsing.parameter(
            "entity", entity, EntityId::parse, "KIND/ENVIRONMENT/NAME of an entity");
    if (about != null) {
      return reading.about(about);
    }
    return alert == null || alert.isEmpty()
        ? reading.all()
        : alerts
            .find(alert)
            .map(it -> reading.about(it.labels()))
            .orElseThrow(() -> RefusedException.badRequest("alert", "is no recorded alert's id"));
  }
}
