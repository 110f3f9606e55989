package io.countersign.server.metrics;

import io.countersign.domain.Event;
import io.countersign.ledger.Ledger;
import io.countersign.ledger.RecordedEvent;
import io.countersign.server.automation.Automation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The meters of all capabilities, fed from the record: an event counts on the one server that is
 * told of it, from its start on.
 */
@Component
final class EventMetrics implements Automation {
  private final Ledger ledger;
  private final List<EventMeter<?>> meters;

  EventMetrics(Ledger ledger, List<EventMeter<?>> meters) {
    this.ledger = ledger;
    this.meters = List.copyOf(meters);
  }

  @Override
  public void begin(String url) {
    Set<Class<? extends Event>> vocabularies =
        meters.stream().map(EventMeter::vocabulary).collect(Collectors.toUnmodifiableSet());
    ledger.automation("metrics", vocabularies, this::count);
  }

  private void count(RecordedEvent recorded) {
    meters.forEach(meter -> count(meter, recorded));
  }

  private static <E extends Event> void count(EventMeter<E> meter, RecordedEvent recorded) {
    var vocabulary = meter.vocabulary();
    if (vocabulary.isInstance(recorded.event())) {
      meter.count(vocabulary.cast(recorded.event()), recorded);
    }
  }
}
