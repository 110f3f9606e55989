package io.countersign.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounds of what is read from elsewhere, and the names of where that is. */
class ListBudgetTest {
  @Test
  void allPagesOfAListTogetherHaveOneBound() {
    var budget = new ListBudget(100, Duration.ofMinutes(1));
    assertThat(budget.admits(60)).isTrue();
    assertThat(budget.admits(40)).isTrue();
    assertThat(budget.admits(1)).isFalse();
  }

  @Test
  void aListThatTakesTooLongIsGivenUp() {
    assertThat(new ListBudget(100, Duration.ofSeconds(-1)).admits(1)).isFalse();
  }

  @Test
  void aSiteHasOneNameHoweverItsAddressIsWritten() {
    assertThat(SiteName.of(URI.create("https://Jira.Example:443/team/")))
        .isEqualTo(SiteName.of(URI.create("http://jira.example/team")))
        .isEqualTo("jira.example/team");
    assertThat(SiteName.of(URI.create("http://127.0.0.1:8090"))).isEqualTo("127.0.0.1:8090");
    assertThat(SiteName.of(URI.create("https://a.example/" + "x".repeat(300)))).hasSize(71);
  }
}
