package io.countersign.server.ticketing.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.correlation.IncidentId;
import io.countersign.domain.incident.IncidentEvent;
import io.countersign.ledger.incident.IncidentTimeline.Entry;
import io.countersign.ledger.view.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A story that goes on while it's read. */
class IncidentStoryTest {
  private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
  private static final String OURS = "inc_0123456789abcdef";
  private static final String OTHER = "inc_fedcba9876543210";

  private final List<Entry> record = new ArrayList<>();
  private final IncidentStory story = new IncidentStory(this::page);
  private int given;

  private void happens(String aggregate, long position) {
    var event = new IncidentEvent.Reopened(new IncidentId(aggregate), "again");
    record.add(new Entry(position, AT, "incident.reopened", aggregate, "", "", "", event, "{}"));
    record.sort(Comparator.comparing(Entry::position));
  }

  private Page<Entry> page(Page.Request request) {
    var found =
        record.stream()
            .filter(it -> it.position() > request.after())
            .limit(request.probe())
            .toList();
    var page = request.page(found, Entry::position);
    given += page.items().size();
    return page;
  }

  @Test
  void eachLineIsReadOnceHoweverOftenItIsLookedAt() {
    for (int i = 1; i <= 1_200; i++) {
      happens(OURS, i);
    }
    assertThat(story.read()).hasSize(1_200);
    for (int i = 1_201; i <= 1_400; i++) {
      happens(OURS, i);
      assertThat(story.read()).hasSize(i);
    }
    assertThat(story.read()).containsExactlyElementsOf(record);
    assertThat(given).isEqualTo(1_400);
  }

  @Test
  void whatComesToBelongToItBringsItsPast() {
    happens(OURS, 10);
    assertThat(story.read()).hasSize(1);
    happens(OTHER, 5);
    happens(OTHER, 11);
    assertThat(story.read()).extracting(Entry::position).containsExactly(5L, 10L, 11L);
    happens(OTHER, 12);
    assertThat(story.read()).hasSize(4);
  }
}
