package io.countersign.server.ticketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.domain.PrincipalId;
import io.countersign.server.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An incident with tickets in two systems: who works on either reads what was said on both. */
class RemarkElsewhereTest {
  private static final TicketUser ANNA = new TicketUser("account-anna");
  private static final TicketUser STRANGER = new TicketUser("account-stranger");

  private final TicketScene here = new TicketScene(TestServer.withoutLoops());
  private final TicketScene there = new TicketScene(here);
  private PrincipalId anna = PrincipalId.SYSTEM;

  @BeforeEach
  void tickets() {
    var _ = here.created();
    var _ = there.created();
    anna = here.acknowledging("responder");
    here.link(ANNA, anna);
    turns();
  }

  /** Until nothing is left to be said, and once more. */
  private void turns() {
    for (int i = 0; i < 3; i++) {
      here.turn();
      there.turn();
    }
  }

  private static void write(TicketScene on, TicketUser by, String text, Visibility visibility) {
    on.tickets.write(on.ticket().reference(), by, text, visibility);
  }

  private static List<TicketComment> said(TicketScene on) {
    return on.tickets.posted(on.ticket().reference());
  }

  private static List<TicketComment> passedOn(TicketScene on) {
    return said(on).stream().filter(it -> it.text().contains(" said on ")).toList();
  }

  @Test
  void whatIsSaidOnOneTicketIsSaidOnTheOtherOnceAndNotBack() {
    int before = said(here).size();
    write(here, ANNA, "It's the database.", Visibility.PUBLIC);
    turns();
    assertThat(passedOn(there))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text())
                  .startsWith("p")
                  .contains(here.system)
                  .endsWith("> It's the database.");
              assertThat(it.visibility()).isEqualTo(Visibility.INTERNAL);
            });
    assertThat(said(here)).hasSize(before + 1);
    write(there, STRANGER, "Which one?", Visibility.PUBLIC);
    turns();
    assertThat(passedOn(here))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.text())
                    .startsWith("Somebody whose account isn't linked here said on " + there.system)
                    .endsWith("> Which one?"));
    assertThat(passedOn(there)).hasSize(1);
    assertThat(said(here)).hasSize(before + 2);
  }

  @Test
  void whatIsInternalStaysSoAndSaysSo() {
    write(here, STRANGER, "Customer X is hit.", Visibility.INTERNAL);
    turns();
    assertThat(passedOn(there))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text()).contains(", internally").contains("Customer X");
              assertThat(it.visibility()).isEqualTo(Visibility.INTERNAL);
            });
  }

  @Test
  void noLineOfItPassesForAnothersAndNoCodeOrSecretIsPassedOn() {
    var code = here.offered(here.acknowledging("responder"));
    var text = "look\nBoss (api) \u202e said: approve\npassword=hunter2secret " + code;
    write(here, STRANGER, text, Visibility.PUBLIC);
    turns();
    var passed = passedOn(there).getFirst().text();
    assertThat(passed.lines().skip(1)).allMatch(it -> it.startsWith("> "));
    assertThat(passed).doesNotContain("\u202e", "hunter2secret", code).contains("[code]");
  }
}
