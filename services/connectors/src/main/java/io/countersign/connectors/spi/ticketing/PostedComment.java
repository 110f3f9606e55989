package io.countersign.connectors.spi.ticketing;

import io.countersign.domain.Reference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as its system has it.
 *
 * @param key the key that it was added with; null if it wasn't added by us
 * @param author who wrote it, our own account included
 * @param text plain; marks of the system's own are taken out
 */
public record PostedComment(
    Reference reference,
    @Nullable String key,
    TicketUser author,
    String text,
    TicketComment.Visibility visibility,
    Instant at) {}
