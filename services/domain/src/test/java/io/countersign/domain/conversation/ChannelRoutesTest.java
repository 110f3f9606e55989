package io.countersign.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.alert.Severity;
import io.countersign.domain.catalog.EntityId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first rule that fits says where an incident is told, and how fast. */
class ChannelRoutesTest {
  private static final EntityId ORDERS = EntityId.service("production", "orders");

  private static ChannelRoute rule(
      @Nullable String team,
      @Nullable String service,
      @Nullable String environment,
      @Nullable Severity severity,
      String channel) {
    return new ChannelRoute(team, service, environment, severity, "chat", channel);
  }

  private static String channel(ChannelRoutes routes, Severity severity, String... teams) {
    var incident = RoutedIncident.of(List.of(ORDERS), List.of(teams), severity);
    return routes.of(incident).map(ChannelRoute::channel).orElse("none");
  }

  @Test
  void theFirstRuleThatFitsWins() {
    var routes =
        new ChannelRoutes(
            List.of(
                rule("back", null, "staging", null, "staging"),
                rule("back", null, "production", Severity.ERROR, "back-urgent"),
                rule("back", null, null, null, "back"),
                rule(null, "orders", null, null, "orders"),
                rule(null, null, null, null, "all")));
    assertThat(channel(routes, Severity.CRITICAL, "back")).isEqualTo("back-urgent");
    assertThat(channel(routes, Severity.ERROR, "back")).isEqualTo("back-urgent");
    assertThat(channel(routes, Severity.WARNING, "back")).isEqualTo("back");
    assertThat(channel(routes, Severity.WARNING, "front", "")).isEqualTo("orders");
  }

  @Test
  void whatNoRuleTakesIsToldNowhere() {
    var routes = new ChannelRoutes(List.of(rule("front", null, null, null, "front")));
    assertThat(channel(routes, Severity.CRITICAL, "back")).isEqualTo("none");
    assertThat(channel(ChannelRoutes.NONE, Severity.CRITICAL)).isEqualTo("none");
  }

  @Test
  void pausesGrowAndKeepToWhatIsAskedFor() {
    assertThat(DeliveryPace.pause(1, true, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(DeliveryPace.pause(4, true, Duration.ZERO)).isEqualTo(Duration.ofSeconds(8));
    assertThat(DeliveryPace.pause(500, true, Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(DeliveryPace.pause(1, true, Duration.ofSeconds(30)))
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(DeliveryPace.pause(1, false, Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(DeliveryPace.pause(500, false, Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
    assertThat(DeliveryPace.channelPause(Duration.ZERO, Duration.ZERO))
        .isEqualTo(DeliveryPace.BETWEEN_MESSAGES);
    assertThat(DeliveryPace.channelPause(Duration.ofHours(2), Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
