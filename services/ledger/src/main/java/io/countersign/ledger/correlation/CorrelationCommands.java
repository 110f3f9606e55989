package io.countersign.ledger.correlation;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.Surface;
import io.countersign.domain.correlation.AlertTie;
import io.countersign.domain.correlation.IncidentAlert;
import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentCommand;
import io.countersign.domain.incident.IncidentCommand.AttachAlert;
import io.countersign.domain.incident.IncidentCommand.MergeIncident;
import io.countersign.domain.incident.IncidentCommand.OpenIncident;
import io.countersign.ledger.RecordedEvent;
import io.countersign.ledger.Submission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * The commands by which the correlator asks the ledger. A command's id follows from what it's
 * about, so asking again after a crash changes nothing.
 *
 * @param cause the {@code alert.raised} that led to it
 * @param at when it's asked for (UTC)
 */
record CorrelationCommands(RecordedEvent cause, Instant at) {
  private static final long VERSION = 0x8000L;
  private static final long VARIANT = 0x8000000000000000L;

  Submission open(IncidentAlert first) {
    var id = IncidentId.of(first.alert());
    return submission("open", first.alert().value(), new OpenIncident(id, first, title(first)));
  }

  Submission attach(IncidentId incident, IncidentAlert alert, AlertTie tie) {
    // As an echo it's asked for anew where joining was refused.
    return submission(
        tie.echo() ? "echo" : "attach",
        alert.alert().value(),
        new AttachAlert(incident, alert, tie));
  }

  Submission merge(IncidentId incident, IncidentId into, AlertTie tie) {
    return submission("merge", into.value(), new MergeIncident(incident, into, tie));
  }

  /** Such as {@code HighErrorRate on checkout-api (rig)}. */
  private static String title(IncidentAlert first) {
    var entity = first.entity();
    return first.name() + " on " + entity.name() + " (" + entity.environment() + ")";
  }

  private Submission submission(String verb, String subject, IncidentCommand command) {
    var incident = command.incident().value();
    var id =
        commandId(
            Map.of("t", "correlation", "verb", verb, "subject", subject, "incident", incident));
    var context =
        new CommandContext(
            id,
            Actor.SYSTEM,
            at,
            Surface.SYSTEM,
            incident,
            cause.eventId().toString(),
            cause.metadata().get("traceId"),
            Facts.NONE);
    return new Submission.OfCommand(command, context);
  }

  /** UUIDv8: the first 16 bytes of the key's digest. */
  private static UUID commandId(Map<String, String> key) {
    var bytes = ByteBuffer.wrap(HexFormat.of().parseHex(Digest.ofJson(key).hex()));
    return new UUID(
        (bytes.getLong() & 0xffffffffffff0fffL) | VERSION,
        (bytes.getLong() & 0x3fffffffffffffffL) | VARIANT);
  }
}
