package io.countersign.server.summary;

import io.countersign.domain.Event;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one line about any event that somebody who has never seen the product understands. */
@Component
public final class EventSummary {
  private final List<EventTexts<?>> texts;

  EventSummary(List<EventTexts<?>> texts) {
    this.texts = List.copyOf(texts);
  }

  /**
   * The line, whatever breaks are in what others wrote.
   *
   * @throws IllegalArgumentException for an event of no known vocabulary
   */
  public String of(Event event) {
    return texts.stream()
        .flatMap(it -> text(it, event).stream())
        .findFirst()
        .map(text -> text.replaceAll("\\s+", " ").strip())
        .orElseThrow(() -> new IllegalArgumentException("no text for " + event.getClass()));
  }

  private static <E extends Event> Optional<String> text(EventTexts<E> texts, Event event) {
    var vocabulary = texts.vocabulary();
    return vocabulary.isInstance(event)
        ? Optional.of(texts.text(vocabulary.cast(event)))
        : Optional.empty();
  }
}
