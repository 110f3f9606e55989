package io.countersign.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of one command, read once; they become the metadata of each of its events.
 *
 * @param commandId chosen by the caller; the same id sent twice takes effect once
 * @param at when it was asked for (UTC); deciders know no other time
 * @param via the surface it came through
 * @param correlationId what all commands of one story share, usually an incident or remediation id
 * @param causationId the event or command that led to this one
 * @param traceId an OpenTelemetry trace id: 32 lower-case hex digits
 * @param facts what may be looked up outside of the aggregate, in the command's own transaction
 */
public record CommandContext(
    UUID commandId,
    Actor actor,
    Instant at,
    Surface via,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String traceId,
    Facts facts) {
  public <F extends CapabilityFacts> F facts(Class<F> kind) {
    return facts.of(kind);
  }

  /** The same circumstances with these facts: the ledger puts in those of the transaction. */
  public CommandContext with(Facts read) {
    return new CommandContext(commandId, actor, at, via, correlationId, causationId, traceId, read);
  }
}
