package io.countersign.server.alert;

import io.countersign.domain.alert.AlertSeen;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.intake.SourceReading.NamedBy;
import io.countersign.ledger.alert.Alerts;
import io.countersign.server.web.Caller;
import io.countersign.server.web.Paging;
import io.countersign.server.web.Paging.Listed;
import io.countersign.server.web.ParameterParsing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All alerts. */
@RestController
class AlertsController {
  /**
   * One episode of an alert.
   *
   * @param reason why it was suppressed, or taken for over though its source didn't say so
   * @param count how often it was told, at least
   * @param muted whether it fires and fits a mute, so nobody is told of it
   * @param mute the mute that it fits now
   * @param heldBackBy the mute that held it back when it was first told
   * @param namedBy what told the entity, where the mapped label didn't
   * @param adjustments what was done to it so that it could be kept
   */
  record Alert(
      String id,
      String integration,
      @Nullable String fingerprint,
      String name,
      @Nullable String severity,
      String entity,
      @Nullable String signal,
      String status,
      @Nullable String reason,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      long count,
      @Nullable Instant lastSeen,
      Map<String, String> labels,
      boolean muted,
      @Nullable String mute,
      @Nullable String heldBackBy,
      @Nullable String namedBy,
      @Nullable List<String> adjustments) {
    static Alert of(Alerts.Row row) {
      var namedBy = row.namedBy();
      boolean fires = row.status() == AlertSeen.Status.FIRING;
      return new Alert(
          row.id(),
          row.integration(),
          row.fingerprint(),
          row.name(),
          lower(row.severity()),
          row.entity(),
          row.signal(),
          ParameterParsing.lower(row.status()),
          row.reason() == null ? null : row.reason().toLowerCase(Locale.ROOT),
          row.startsAt(),
          row.endsAt(),
          row.count(),
          row.lastSeen(),
          row.labels(),
          fires && row.mute() != null,
          fires ? row.mute() : null,
          row.heldBackBy(),
          namedBy == null || namedBy == NamedBy.MAPPED ? null : ParameterParsing.lower(namedBy),
          row.adjustments().isEmpty()
              ? null
              : row.adjustments().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
    }

    private static @Nullable String lower(@Nullable Severity severity) {
      return severity == null ? null : ParameterParsing.lower(severity);
    }
  }

  private final Alerts alerts;

  AlertsController(Alerts alerts) {
    this.alerts = alerts;
  }

  @GetMapping("/api/v1/alerts")
  Listed<Alert> list(
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      Caller caller) {
    var wanted = ParameterParsing.word("status", status, AlertSeen.Status.class);
    return Listed.of(alerts.list(wanted, caller.sight(), Paging.request(cursor, limit)), Alert::of);
  }
}
