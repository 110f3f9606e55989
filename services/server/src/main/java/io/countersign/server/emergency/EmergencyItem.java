package io.countersign.server.emergency;

import io.countersign.ledger.emergency.Emergencies;
import io.countersign.server.access.PrincipalNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One emergency as callers get it.
 *
 * @param id of the break-glass, or of the remediation whose quorum was shortened
 * @param kind {@code break-glass} or {@code shortened-quorum}
 * @param state {@code waiting} for a second person, {@code open}, or {@code over}
 * @param standing who stands for it
 * @param until absent for a shortened quorum
 * @param reviewBy absent where no review is owed
 * @param overdue whether that time is over, and nobody has reviewed it
 * @param uses the remediations that were approved by it
 * @param flags what a reviewer should look at, in words
 */
record EmergencyItem(
    String id,
    String kind,
    String state,
    String incident,
    String opener,
    @Nullable String openerName,
    List<String> standing,
    String reason,
    List<String> actions,
    Instant openedAt,
    @Nullable Instant until,
    @Nullable Instant reviewBy,
    @Nullable Instant reviewedAt,
    boolean overdue,
    List<String> uses,
    List<String> flags,
    List<Found> reviews) {
  /** From so many on within 30 days, one person's emergencies are looked at as a habit. */
  private static final int OFTEN = 5;

  /** One reviewer's finding. */
  record Found(String by, @Nullable String byName, boolean justified, String note, Instant at) {}

  static EmergencyItem of(Emergencies.Row row, PrincipalNames.Lookup names, Instant now) {
    return new EmergencyItem(
        row.subject(),
        row.until() == null ? "shortened-quorum" : "break-glass",
        state(row, now),
        row.incident(),
        row.opener(),
        names.of(row.opener()),
        row.standing(),
        row.reason(),
        row.actions(),
        row.openedAt(),
        row.until(),
        row.reviewBy(),
        row.reviewedAt(),
        row.isOverdue(now),
        row.uses(),
        flags(row),
        row.reviews().stream()
            .map(it -> new Found(it.by(), names.of(it.by()), it.justified(), it.note(), it.at()))
            .toList());
  }

  private static String state(Emergencies.Row row, Instant now) {
    var until = row.until();
    boolean over =
        until == null || row.closedAt() != null || !row.incidentOpen() || !now.isBefore(until);
    if (over) {
      return "over";
    }
    return row.standing().isEmpty() ? "waiting" : "open";
  }

  private static List<String> flags(Emergencies.Row row) {
    var flags = new ArrayList<String>();
    var incident = row.incidentState();
    if (incident != null && List.of("MERGED", "RECOVERED").contains(incident)) {
      flags.add("the incident turned out to be none: " + incident.toLowerCase(Locale.ROOT));
    }
    if (row.lately() >= OFTEN) {
      flags.add("the %s. of this person within 30 days".formatted(row.lately()));
    }
    if (row.reviews().stream().anyMatch(it -> !it.justified())) {
      flags.add("held unjustified");
    }
    return flags;
  }
}
