package io.countersign.server.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.server.TestServer;
import io.countersign.server.web.problem.NoRoomException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bodies are bounded together, and small ones never wait for large ones. */
class BodyRoomTest {
  private static final int MIB = 1024 * 1024;

  @Test
  void whatIsHeldIsBoundedAndGivenBack() throws NoRoomException {
    var room = new BodyRoom(MIB, Duration.ZERO);
    try (var first = room.share();
        var second = room.share()) {
      first.add(BodyRoom.SMALL);
      first.add(MIB);
      second.add(BodyRoom.SMALL);
      assertThatThrownBy(() -> second.add(1)).isInstanceOf(NoRoomException.class);
    }
    try (var third = room.share()) {
      third.add(BodyRoom.SMALL + MIB);
    }
  }

  @Test
  void fewLargeOnesAreWorkedOnAtOnceAndSmallOnesAlways() throws NoRoomException {
    var room = new BodyRoom(MIB, Duration.ZERO);
    try (var third = room.share();
        var small = room.share()) {
      third.add(BodyRoom.SMALL + 1);
      try (var first = room.share();
          var second = room.share()) {
        for (var share : List.of(first, second)) {
          share.add(BodyRoom.SMALL + 1);
          share.work();
          share.work();
        }
        assertThatThrownBy(third::work).isInstanceOf(NoRoomException.class);
        small.add(BodyRoom.SMALL);
        small.work();
      }
      third.work();
    }
  }

  @Test
  void aSenderOfALargeDeliveryIsToldToComeAgainAndASmallOneIsTaken() throws NoRoomException {
    var server = TestServer.running();
    var source = server.token("canonical", "alert_intake");
    try (var all = server.bean(BodyRoom.class).share()) {
      all.add(server.bean(BodyRoom.class).free() + BodyRoom.SMALL);
      var refused = server.post(source, "/api/v1/alerts", alerts("x".repeat(2 * BodyRoom.SMALL)));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("UNAVAILABLE");
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(server.post(source, "/api/v1/alerts", alerts("x")).status()).isEqualTo(202);
    }
    var taken = server.post(source, "/api/v1/alerts", alerts("x".repeat(2 * BodyRoom.SMALL)));
    assertThat(taken.status()).isEqualTo(202);
  }

  private static Map<String, Object> alerts(String summary) {
    var name = "room" + UUID.randomUUID();
    return Map.of(
        "alerts", List.of(Map.of("name", name, "status", "resolved", "summary", summary)));
  }
}
