package io.countersign.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.domain.calendar.CalendarTarget.Place;
import io.countersign.domain.catalog.EntityId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarScopeTest {
  private static final Place ORDERS =
      new Place(EntityId.service("production", "orders"), "payments");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "organisation",
        "team=payments",
        "environment=production",
        "service/production/orders",
        "team=payments,environment=production"
      })
  void itIsReadAsItIsWritten(String text) {
    var scope = CalendarScope.parse(text);
    assertThat(scope).hasToString(text);
    assertThat(scope.holdsFor(ORDERS)).isTrue();
  }

  @Test
  void eachPartMakesItNarrower() {
    var scope = CalendarScope.parse("environment=production,team=web");
    assertThat(scope.holdsFor(ORDERS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "team=", "everything", "team=a,team=b", "team=a,", "a/b"})
  void whatIsNoScopeIsRefused(String text) {
    assertThatThrownBy(() -> CalendarScope.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
