package io.countersign.ledger.axon;

import io.countersign.domain.CommandContext;
import io.countersign.ledger.codec.DomainJson;
import io.countersign.ledger.codec.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that is recorded around an event. On its way to the store a message carries its
 * command's context as it is; here it gets the id, the time and the plain text metadata that follow
 * from it.
 */
public final class Envelope {
  /** As the table's own check says, so that an event fits into a leaf of the log. */
  static final int LARGEST = 16 * 1024;

  private static final String CONTEXT = "context";

  /** So many characters can't become more bytes than {@link #LARGEST}, whatever they are. */
  private static final int SHORT = 2_000;

  private Envelope() {}

  /** Metadata of a message that hasn't reached the store yet. */
  public static MetaData carrying(CommandContext context) {
    return MetaData.with(CONTEXT, context);
  }

  public static CommandContext context(Message<?> message) {
    return (CommandContext) Objects.requireNonNull(message.getMetaData().get(CONTEXT));
  }

  /** A dispatch interceptor for one batch: events of one command are numbered as they come. */
  static BiFunction<Integer, EventMessage<?>, EventMessage<?>> seal() {
    var numbers = new HashMap<UUID, Integer>();
    return (_, message) -> {
      var context = context(message);
      int number = numbers.merge(context.commandId(), 1, Integer::sum) - 1;
      return sealed(message, context, EventIds.of(context.commandId(), number));
    };
  }

  private static EventMessage<?> sealed(EventMessage<?> message, CommandContext context, UUID id) {
    var content =
        new GenericMessage<Object>(id.toString(), message.getPayload(), metadata(context));
    return message instanceof DomainEventMessage<?> domain
        ? new GenericDomainEventMessage<>(
            domain.getType(),
            domain.getAggregateIdentifier(),
            domain.getSequenceNumber(),
            content,
            context::at)
        : new GenericEventMessage<>(content, context::at);
  }

  /** How long the metadata is at most; it's told exactly only where it's long. */
  static int bytes(CommandContext context) {
    int told = length(context.correlationId()) + length(context.causationId());
    return told + length(context.traceId()) <= SHORT
        ? LARGEST
        : DomainJson.write(metadata(context)).getBytes(StandardCharsets.UTF_8).length;
  }

  private static int length(@Nullable String value) {
    return value == null ? 0 : value.length();
  }

  private static Map<String, String> metadata(CommandContext context) {
    var metadata = new HashMap<String, String>();
    metadata.put("actor", context.actor().id().value());
    metadata.put("actorKind", context.actor().kind().name());
    metadata.put("via", context.via().name());
    metadata.put("commandId", context.commandId().toString());
    put(metadata, "correlationId", context.correlationId());
    put(metadata, "causationId", context.causationId());
    put(metadata, "traceId", context.traceId());
    return metadata;
  }

  private static void put(Map<String, String> metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }
}
