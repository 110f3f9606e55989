package io.countersign.server.web;

import io.countersign.domain.CommandContext;
import io.countersign.domain.Facts;
import io.countersign.domain.NameUuid;
import io.countersign.domain.Surface;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The origin of one request's commands.
 *
 * @param request the same for the same request, sent again with its {@code Idempotency-Key}
 * @param traceId of the caller's W3C {@code traceparent}; a new one if it sent none
 */
public record Origin(Caller caller, UUID request, Surface via, String traceId, Instant at) {
  private static final UUID STORIES = UUID.fromString("0d0f1f7e-6a3f-5c51-8a3b-6f6f52a1c0de");

  /** Of the request's only command. */
  public CommandContext context(@Nullable String correlationId) {
    return context("", correlationId);
  }

  /**
   * @param part tells the request's commands from one another
   */
  public CommandContext context(String part, @Nullable String correlationId) {
    return new CommandContext(
        id(part), caller.actor(), at, via, correlationId, null, traceId, Facts.NONE);
  }

  /**
   * Of a command that is one and the same whoever asks for it how often.
   *
   * @param story what it belongs to, by which it's the same
   */
  public CommandContext contextOf(String story, String part) {
    var id = story(story, part);
    return new CommandContext(id, caller.actor(), at, via, story, null, traceId, Facts.NONE);
  }

  /** The id of such a command. */
  static UUID story(String story, String part) {
    return NameUuid.of(STORIES, story + " " + part);
  }

  /** An id that follows from the request. */
  public UUID id(String part) {
    return part.isEmpty() ? request : NameUuid.of(request, part);
  }
}
