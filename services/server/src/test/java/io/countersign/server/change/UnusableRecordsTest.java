package io.countersign.server.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.server.TestServer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnusableRecordsTest {
  private final TestServer server = TestServer.running();
  private final UnusableRecords records = server.bean(UnusableRecords.class);
  private final String feed = "feed-" + UUID.randomUUID();

  @Test
  void eachKindIsOnRecordOnceAnHourHoweverOftenTheFeedIsAsked() {
    var hour = Instant.parse("2026-03-01T10:00:00Z");
    for (int i = 0; i < 3; i++) {
      tell(hour.plusSeconds(i), "/history/" + i, "has no usable time");
    }
    assertThat(told()).isEqualTo(1);
    tell(hour.plusSeconds(10), "/history/7", "has no usable entity");
    assertThat(told()).isEqualTo(2);
    tell(hour.plusSeconds(3600), "/history/0", "has no usable time");
    assertThat(told()).isEqualTo(3);
  }

  @Test
  void aFeedThatIsWrongInEveryWayIsNotRecordedForEver() {
    for (int i = 0; i < 50; i++) {
      tell(Instant.parse("2026-03-01T10:00:00Z"), "/history/0", "is wrong " + (char) ('A' + i));
    }
    assertThat(told()).isEqualTo(20);
  }

  private void tell(Instant at, String where, String what) {
    records.record(feed, List.of(new InputProblem(where, what)), at);
  }

  private long told() {
    var path = "/api/v1/audit/events?limit=500&type=intake.refused";
    return server
        .get(server.administrator(), path)
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.toString().contains(feed))
        .count();
  }
}
