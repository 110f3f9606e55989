package io.countersign.connectors.servicenow;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.ChangeRequest.Approval;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.Reference;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.servicenow.SnowHintSender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traps of ServiceNow: what its documentation warns of and what others fell into. */
class ServiceNowTicketingTest {
  private static final String KEY = "countersign:rem_0123456789abcdef";
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final TicketDraft INCIDENT =
      new TicketDraft("incident", "checkout-api fails", "Every second request.", Map.of());
  private static final TicketDraft CHANGE =
      new TicketDraft(
          "change-request",
          "Roll checkout-api back",
          "Plan with digest abc.",
          Map.of(
              "risk", "3",
              "backout_plan", "Forward again.",
              "start_date", "2026-11-27 21:00:00",
              "end_date", "2026-11-27 21:30:00"));

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T20:00:00Z"));
  private ServiceNowFixture fixture;

  @BeforeEach
  void start() {
    fixture = new ServiceNowFixture(folder, now::get, "");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private Reference change() {
    return Outcomes.value(fixture.ticketing.create(KEY, CHANGE, null)).reference();
  }

  @Test
  void aRecordWhoseStateARuleHidesHoldsUpNoOther() {
    var from = fixture.ticketing.cursorAt(now.get());
    var ours = change();
    var row = "{\"result\":[{\"sys_id\":\"77\",\"sys_updated_on\":\"2026-03-02 10:00:00\"}]}";
    fixture
        .serviceNow
        .faults()
        .next("/table/incident", new Fault.Answer(200, "application/json", row, Map.of()));
    var read = Outcomes.value(fixture.ticketing.changedSince(from));
    assertThat(read.unreadable()).isEqualTo(1);
    assertThat(read.tickets()).extracting(Ticket::reference).contains(ours);
  }

  /** Whoever sent it was killed; it arrives while another server looks for it. */
  @Test
  void whatMayBeOnItsWayIsWaitedForBeforeAnotherIsCreated() {
    var triedAt = now.get();
    now.set(triedAt.plusSeconds(15));
    var undecided = Outcomes.failed(fixture.ticketing.create(KEY, INCIDENT, triedAt));
    assertThat(undecided.code()).isEqualTo(FailureCode.STALE);
    assertThat(undecided.retryAfter()).isEqualTo(Duration.ofSeconds(46));
    assertThat(fixture.serviceNow.instance().count("incident")).isZero();
    var arrived = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    now.set(triedAt.plusSeconds(61));
    assertThat(Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, triedAt)).reference())
        .isEqualTo(arrived);
    Outcomes.value(fixture.ticketing.create(KEY + "2", INCIDENT, triedAt));
    assertThat(fixture.serviceNow.instance().count("incident")).isEqualTo(2);
  }

  @Test
  void aPageOfAnInstanceThatSleepsIsNoAnswerAndCreatesNothing() {
    fixture.serviceNow.faults().next("POST /api/now/table/incident", Fault.page(200));
    var failed = Outcomes.failed(fixture.ticketing.create(KEY, INCIDENT, null));
    assertThat(failed.code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(failed.message()).contains("sleeps");
    assertThat(fixture.serviceNow.instance().count("incident")).isZero();
  }

  @Test
  void aQueryThatWasPassedOverIsNotTakenForTheRecord() {
    var other =
        new Fault.Answer(
            200,
            "application/json;charset=UTF-8",
            "{\"result\":[{\"sys_id\":\"1\",\"correlation_id\":\"somebody's\"}]}",
            Map.of());
    fixture.serviceNow.faults().next("correlation_id", other);
    var failed = Outcomes.failed(fixture.ticketing.create(KEY, INCIDENT, null));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.message()).contains("correlation_id");
  }

  @Test
  void whatAnIncidentWasMergedIntoIsTold() {
    var child = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null));
    var parent = Outcomes.value(fixture.ticketing.create(KEY + ".2", INCIDENT, null)).reference();
    var instance = fixture.serviceNow.instance();
    instance.update(
        "alice", "incident", child.reference().id(), Map.of("parent_incident", parent.id()));
    var read = Outcomes.value(fixture.ticketing.read(child.reference()));
    assertThat(read.mergedInto()).isEqualTo(parent);
    assertThat(child.mergedInto()).isNull();
  }

  @Test
  void aRecordIsOpenedForTheGroupAndOfTheTypeThatItsRuleSays() {
    var place = Map.of(TicketDraft.GROUP, "database", TicketDraft.TYPE, "emergency");
    var draft = new TicketDraft("change-request", "x", "", Map.of(), place);
    var ticket = Outcomes.value(fixture.ticketing.create(KEY, draft, null)).reference();
    var instance = fixture.serviceNow.instance();
    assertThat(instance.value("change_request", ticket.id(), "assignment_group"))
        .isEqualTo("database");
    assertThat(instance.value("change_request", ticket.id(), "type")).isEqualTo("emergency");
    var project = new TicketDraft("incident", "x", "", Map.of(), Map.of(TicketDraft.PROJECT, "P"));
    assertThat(Outcomes.failed(fixture.ticketing.create(KEY + ".2", project, null)).message())
        .contains("project");
  }

  @Test
  void somebodyElsesRecordWithOurKeyIsNotOurs() {
    var others = Outcomes.value(fixture.ticketing.create(KEY + ".2", INCIDENT, null)).reference();
    var instance = fixture.serviceNow.instance();
    instance.update("alice", "incident", others.id(), Map.of("correlation_id", KEY));
    instance.madeBy("incident", others.id(), "alice");
    var ours = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    assertThat(ours.id()).isNotEqualTo(others.id());
    assertThat(instance.count("incident")).isEqualTo(2);
  }

  /** A login name that changed hands is the new holder's for what they wrote, and nobody else's. */
  @Test
  void aNameThatIsGivenToSomebodyElseIsTheirsFromThenOn() {
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    var instance = fixture.serviceNow.instance();
    var alice = instance.userId("alice");
    var bob = instance.userId("bob");
    said(incident, "first");
    now.set(now.get().plusSeconds(1));
    assertThat(authors(incident)).containsExactly(alice);
    instance.update("bot", "sys_user", alice, Map.of("user_name", "alice.old"));
    instance.update("bot", "sys_user", bob, Map.of("user_name", "alice"));
    now.set(now.get().plusSeconds(30));
    said(incident, "second");
    now.set(now.get().plusSeconds(1));
    assertThat(authors(incident).getLast()).isEqualTo(bob);
    now.set(now.get().plus(Duration.ofMinutes(6)));
    instance.update("bot", "sys_user", bob, Map.of("user_name", "bob"));
    assertThat(authors(incident)).containsOnly("");
  }

  private void said(Reference incident, String text) {
    fixture
        .serviceNow
        .instance()
        .update("alice", "incident", incident.id(), Map.of("comments", text));
  }

  private List<String> authors(Reference incident) {
    return Outcomes.value(fixture.ticketing.comments(incident)).stream()
        .map(it -> it.author().id())
        .toList();
  }

  @Test
  void aUserHasANameAndNobodyHasNone() {
    assertThat(Outcomes.value(fixture.ticketing.nameOf(user("carol")))).isEqualTo("carol");
    assertThat(Outcomes.failed(fixture.ticketing.nameOf(new TicketUser(ID))).code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void aColumnThatOnlyRulesSetIsToldAndNotTakenForWritten() {
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    var failed =
        Outcomes.failed(fixture.ticketing.update(incident, Map.of("number", "INC0000001")));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.message()).contains("number");
  }

  /** An instance shows HTML between these. */
  @Test
  void whatWouldBeShownAsHtmlIsText() {
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    var note = new TicketComment("[code]<a href=x>y</a>[/CODE] a[1]", Visibility.INTERNAL);
    Outcomes.value(fixture.ticketing.comment(incident, "1", note));
    assertThat(Outcomes.value(fixture.ticketing.comments(incident)).getFirst().text())
        .isEqualTo("[ code]<a href=x>y</a>[ /CODE] a[1]");
  }

  @Test
  void workNotesStayInsideAndCommentsDoNot() {
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    Outcomes.value(
        fixture.ticketing.comment(
            incident, "a/1 b", new TicketComment("inside", Visibility.INTERNAL)));
    Outcomes.value(
        fixture.ticketing.comment(incident, "2", new TicketComment("outside", Visibility.PUBLIC)));
    fixture
        .serviceNow
        .instance()
        .update("alice", "incident", incident.id(), Map.of("comments", "copied [countersign:2]"));
    var told = Outcomes.value(fixture.ticketing.comments(incident));
    assertThat(told)
        .extracting(it -> it.visibility())
        .containsExactly(Visibility.INTERNAL, Visibility.PUBLIC, Visibility.PUBLIC);
    assertThat(told).extracting(it -> it.key()).containsExactly("a/1 b", "2", null);
    assertThat(told.getFirst().text()).isEqualTo("inside");
  }

  @Test
  void whatARuleDemandsIsGivenAndWhatItForbidsIsToldInItsWords() {
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    assertThat(Outcomes.value(fixture.ticketing.transition(incident, TicketState.ON_HOLD)).status())
        .isEqualTo("On Hold");
    assertThat(Outcomes.value(fixture.ticketing.transition(incident, TicketState.CLOSED)).status())
        .isEqualTo("Closed");
    var failed = Outcomes.failed(fixture.ticketing.transition(incident, TicketState.NEW));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.message()).contains("The record is closed");
  }

  @Test
  void aRejectedChangeDoesNotSeemToWaitForAYes() {
    var change = change();
    Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    fixture.serviceNow.instance().decide("carol", change.id(), false, "not tonight");
    var failed = Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    assertThat(failed.code()).isEqualTo(FailureCode.WAITING);
    assertThat(failed.message()).isEqualTo("it was rejected there");
  }

  @Test
  void aChangeGoesOnByItsModelAndNeverPastItsApproval() {
    var change = change();
    var failed = Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    assertThat(failed.code()).isEqualTo(FailureCode.WAITING);
    assertThat(failed.message()).isEqualTo("it waits for Approved");
    assertThat(fixture.serviceNow.instance().value("change_request", change.id(), "approval"))
        .isEqualTo("requested");
    fixture.serviceNow.instance().decide("carol", change.id(), true, "go");
    var begun = Outcomes.value(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    assertThat(begun.status()).isEqualTo("Implement");
    var closed = Outcomes.value(fixture.ticketing.transition(change, TicketState.CLOSED));
    assertThat(closed.status()).isEqualTo("Closed");
    assertThat(fixture.serviceNow.exchanges())
        .noneMatch(it -> it.request().path().contains("approvals"));
  }

  @Test
  void aChangeIsBroughtToWhereItsApprovalIsAskedForAndNoFurther() {
    var change = change();
    assertThat(change.url()).endsWith("number%3D" + number(change)).contains("/nav_to.do?uri=");
    assertThat(change.isRecordable()).isTrue();
    for (int i = 0; i < 2; i++) {
      var asked = Outcomes.value(fixture.ticketing.submit(change));
      assertThat(asked.status()).isEqualTo("Authorize");
      assertThat(asked.state()).isEqualTo(TicketState.NEW);
    }
    fixture.serviceNow.instance().decide("carol", change.id(), true, "go");
    assertThat(Outcomes.value(fixture.ticketing.submit(change)).status()).isEqualTo("Scheduled");
  }

  @Test
  void aChangeThatIsNotExecutedIsCancelledWithNotesAndWhatIsNotedStands() {
    var change = change();
    Outcomes.value(fixture.ticketing.transition(change, TicketState.CANCELLED));
    assertThat(notes(change)).isEqualTo("Cancelled: its plan wasn't executed.");
    var failed = Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    assertThat(failed.code()).isEqualTo(FailureCode.WAITING);
    assertThat(failed.message()).contains("offers no step");
    now.set(now.get().plusSeconds(120));
    var other = Outcomes.value(fixture.ticketing.create(KEY + "-2", CHANGE, null)).reference();
    Outcomes.value(fixture.ticketing.update(other, Map.of("close_notes", "Denied.")));
    Outcomes.value(fixture.ticketing.transition(other, TicketState.CANCELLED));
    assertThat(notes(other)).isEqualTo("Denied.");
  }

  private String notes(Reference change) {
    return fixture.serviceNow.instance().value("change_request", change.id(), "close_notes");
  }

  private String number(Reference change) {
    return fixture.serviceNow.instance().value("change_request", change.id(), "number");
  }

  @Test
  void theScheduleConflictsAndApprovalsOfAChangeAreRead() {
    var change = change();
    var first = Outcomes.value(fixture.ticketing.change(change));
    assertThat(first.start()).contains(Instant.parse("2026-11-27T21:00:00Z"));
    assertThat(first.conflicts()).isEmpty();
    assertThat(first.approvals()).isEmpty();
    assertThat(first.texts()).containsExactly("Plan with digest abc.", "", "Forward again.");
    fixture.serviceNow.instance().plan(change.id(), "CHG0000042");
    Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    fixture.serviceNow.instance().decide("carol", change.id(), true, "go");
    var then = Outcomes.value(fixture.ticketing.change(change));
    assertThat(then.conflicts()).extracting(it -> it.with()).containsExactly("CHG0000042");
    var carol = new TicketUser(fixture.serviceNow.instance().userId("carol"));
    assertThat(then.approvals()).containsExactly(new Approval(carol, true, now.get(), "go", carol));
  }

  private Reference asked() {
    var change = change();
    Outcomes.failed(fixture.ticketing.transition(change, TicketState.IN_PROGRESS));
    return change;
  }

  private List<Approval> approvals(Reference change) {
    return Outcomes.value(fixture.ticketing.change(change)).approvals();
  }

  private TicketUser user(String name) {
    return new TicketUser(fixture.serviceNow.instance().userId(name));
  }

  @Test
  void whatAnApproverSaysIsAChangeThoughTheRequestItselfIsNotTouched() {
    var change = asked();
    now.set(now.get().plusSeconds(3600));
    var from = now.get();
    assertThat(changed(PollCursor.at(from))).isEmpty();
    now.set(from.plusSeconds(10));
    fixture.serviceNow.instance().setApproval("carol", "carol", change.id(), "rejected");
    var told = changed(PollCursor.at(from));
    assertThat(told).extracting(Ticket::reference).containsExactly(change);
    assertThat(changed(PollCursor.at(from).nextPoll(from, told))).isEmpty();
    fixture.serviceNow.faults().next("table/sysapproval_approver", Fault.page(403));
    assertThat(changed(PollCursor.at(from))).isEmpty();
  }

  private List<Ticket> changed(PollCursor since) {
    return Outcomes.value(fixture.ticketing.changedSince(since.toString())).tickets();
  }

  @Test
  void aYesThatSomebodyElseSetIsToldAsTheirs() {
    var change = asked();
    var instance = fixture.serviceNow.instance();
    for (var other : List.of("bob", "bot")) {
      instance.setApproval(other, "carol", change.id(), "approved");
      assertThat(approvals(change))
          .containsExactly(new Approval(user("carol"), true, now.get(), "", user(other)));
      now.set(now.get().plusSeconds(10));
      instance.setApproval("carol", "carol", change.id(), "requested");
      now.set(now.get().plusSeconds(10));
    }
  }

  @Test
  void aLaterTouchOfItsRowMakesAYesNoNewer() {
    var change = asked();
    var saidAt = now.get();
    fixture.serviceNow.instance().decide("carol", change.id(), true, "go");
    now.set(saidAt.plusSeconds(3600));
    fixture.serviceNow.instance().touchApproval("bob", "carol", change.id(), "by the way");
    assertThat(approvals(change))
        .containsExactly(new Approval(user("carol"), true, saidAt, "by the way", user("carol")));
  }

  @Test
  void aYesThatWasTakenBackIsNotAmongThem() {
    var change = asked();
    for (var back : List.of("requested", "cancelled", "no_longer_required")) {
      fixture.serviceNow.instance().setApproval("carol", "carol", change.id(), "approved");
      assertThat(approvals(change)).hasSize(1);
      fixture.serviceNow.instance().setApproval("carol", "carol", change.id(), back);
      assertThat(approvals(change)).isEmpty();
      now.set(now.get().plusSeconds(10));
    }
  }

  @Test
  void whereTheAuditCanNotBeReadOrTellsSeveralNobodyIsKnownToHaveSetIt() {
    var change = asked();
    var instance = fixture.serviceNow.instance();
    instance.setApproval("carol", "carol", change.id(), "approved");
    fixture.serviceNow.faults().next("table/sys_audit", Fault.page(403));
    assertThat(approvals(change)).singleElement().matches(it -> !it.isSetterKnown());
    instance.setApproval("bob", "carol", change.id(), "requested");
    instance.setApproval("carol", "carol", change.id(), "approved");
    assertThat(approvals(change)).singleElement().matches(it -> !it.isByThemselves());
  }

  @Test
  void aStandardChangeComesFromItsTemplateAndAnIncidentIsNone() {
    try (var standard =
        new ServiceNowFixture(
            folder,
            now::get,
            "changeType: standard\nchangeTemplate: 508e02ec47410200e90d87e8dee49058")) {
      var change = Outcomes.value(standard.ticketing.create(KEY, CHANGE, null)).reference();
      assertThat(standard.serviceNow.instance().value("change_request", change.id(), "type"))
          .isEqualTo("standard");
      assertThat(Outcomes.value(standard.ticketing.create(KEY, CHANGE, null)).reference())
          .isEqualTo(change);
    }
    var incident = Outcomes.value(fixture.ticketing.create(KEY, INCIDENT, null)).reference();
    assertThat(Outcomes.failed(fixture.ticketing.change(incident)).code())
        .isEqualTo(FailureCode.REFUSED);
  }

  @Test
  void aShortPageIsNotTheEnd() {
    Reference last = null;
    for (int i = 0; i < 210; i++) {
      var made =
          Outcomes.value(fixture.ticketing.create(KEY + "." + i, INCIDENT, null)).reference();
      if (i < 200) {
        fixture.serviceNow.instance().hide(made.id(), true);
      }
      last = made;
    }
    var cursor = fixture.ticketing.cursorAt(now.get());
    var told = Outcomes.value(fixture.ticketing.changedSince(cursor));
    assertThat(told.tickets()).hasSize(10).extracting(it -> it.reference()).contains(last);
    assertThat(Outcomes.value(fixture.ticketing.changedSince(told.cursor())).tickets()).isEmpty();
  }

  @Test
  void aRecordThatIsDeletedBetweenTwoPartsTakesNoOtherWithIt() {
    var all = new ArrayList<String>();
    for (int i = 0; i < 410; i++) {
      var draft = Outcomes.value(fixture.ticketing.create(KEY + "." + i, INCIDENT, null));
      all.add(draft.reference().id());
    }
    var first =
        Outcomes.value(fixture.ticketing.changedSince(fixture.ticketing.cursorAt(now.get())));
    assertThat(first.more()).isTrue();
    var told = new ArrayList<>(first.tickets());
    fixture.serviceNow.instance().delete("incident", told.getFirst().reference().id());
    var cursor = first.cursor();
    for (boolean more = true; more; ) {
      var next = Outcomes.value(fixture.ticketing.changedSince(cursor));
      told.addAll(next.tickets());
      cursor = next.cursor();
      more = next.more();
    }
    assertThat(told).extracting(it -> it.reference().id()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aLimitThatWasHitTellsWhenToAskAgain() {
    fixture.serviceNow.faults().next("/api/", Fault.tooManyRequests(90));
    var failed = Outcomes.failed(fixture.ticketing.create(KEY, INCIDENT, null));
    assertThat(failed.category()).isEqualTo(FailureCategory.INSUFFICIENT_RESOURCES);
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void aHintIsTakenOnceSignedAndOfNow() {
    var body = "{\"table\":\"incident\",\"sys_id\":\"" + ID + "\",\"sys_mod_count\":\"3\"}";
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var time = String.valueOf(now.get().getEpochSecond());
    var signature = SnowHintSender.signature(ServiceNowFixture.SECRET, time, body);
    var headers = Map.of("x-countersign-timestamp", time, "x-countersign-signature", signature);
    var hint = Outcomes.value(fixture.ticketing.hint(headers, bytes));
    assertThat(hint.ticket()).contains(ID);
    assertThat(Outcomes.value(fixture.ticketing.hint(headers, bytes))).isEqualTo(hint);
    assertThat(
            Outcomes.failed(
                    fixture.ticketing.hint(headers, (body + " ").getBytes(StandardCharsets.UTF_8)))
                .code())
        .isEqualTo(FailureCode.UNAUTHORISED);
    for (var skew : new int[] {-301, 301}) {
      now.set(Instant.ofEpochSecond(Long.parseLong(time) + skew));
      assertThat(Outcomes.failed(fixture.ticketing.hint(headers, bytes)).code())
          .isEqualTo(FailureCode.UNAUTHORISED);
    }
  }
}
