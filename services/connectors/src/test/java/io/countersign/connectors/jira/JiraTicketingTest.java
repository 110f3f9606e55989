package io.countersign.connectors.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.poll.PollCursor;
import io.countersign.connectors.spi.ConnectionHealth.Level;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.ticketing.Ticket;
import io.countersign.connectors.spi.ticketing.TicketComment;
import io.countersign.connectors.spi.ticketing.TicketComment.Visibility;
import io.countersign.connectors.spi.ticketing.TicketDraft;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.Reference;
import io.countersign.simulators.http.Fault;
import io.countersign.simulators.jira.JiraEdition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traps of Jira: what its documentation warns of and what others fell into. */
class JiraTicketingTest {
  private static final String KEY = "countersign:inc_0123456789abcdef";
  private static final TicketDraft DRAFT =
      new TicketDraft(
          "incident", "checkout-api fails", "See https://example.org/i/1 [~admin]", Map.of());

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-27T20:00:00Z"));
  private final InstantSource clock = now::get;
  private JiraFixture cloud;

  @BeforeEach
  void start() {
    cloud = new JiraFixture(JiraEdition.CLOUD, folder, clock, "");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private Ticket created() {
    return Outcomes.value(cloud.ticketing.create(KEY, DRAFT, null));
  }

  @Test
  void issuesThatGoBetweenTwoPagesTakeNoOtherWithThem() {
    try (var dataCenter = new JiraFixture(JiraEdition.DATA_CENTER, folder, clock, "")) {
      var all = new ArrayList<String>();
      for (int i = 0; i < 230; i++) {
        var draft = new TicketDraft("incident", "title", "", Map.of());
        all.add(Outcomes.value(dataCenter.ticketing.create(KEY + i, draft, null)).reference().id());
      }
      var told = new ArrayList<String>();
      var cursor = dataCenter.ticketing.cursorAt(now.get());
      for (boolean more = true; more; ) {
        var page = Outcomes.value(dataCenter.ticketing.changedSince(cursor));
        page.tickets().forEach(it -> told.add(it.reference().id()));
        cursor = page.cursor();
        more = page.more();
        if (more) {
          told.stream()
              .filter(all::contains)
              .limit(3)
              .toList()
              .forEach(
                  it -> {
                    all.remove(it);
                    dataCenter.jira.site().deleteAs("alice", it);
                  });
        }
      }
      assertThat(told).containsAll(all);
    }
  }

  @Test
  void aProjectThatIsNotThereIsNotTheAddresssFault() {
    cloud
        .jira
        .faults()
        .next("GET " + cloud.rest() + "/project/", JiraFixture.answer(404, "{}", Map.of()));
    var health = cloud.ticketing.check();
    assertThat(health.detail()).contains("there is no project OPS");
    assertThat(health.advice()).contains("`project`").doesNotContain("url");
  }

  @Test
  void aSearchThatLagsBehindMakesNoSecondIssue() {
    cloud.jira.site().pauseIndex();
    cloud.loseNextWrite();
    Outcomes.failed(cloud.ticketing.create(KEY, DRAFT, null));
    var undecided = Outcomes.failed(cloud.ticketing.create(KEY, DRAFT, null));
    assertThat(undecided.category().retryable()).isTrue();
    assertThat(undecided.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
    cloud.jira.site().resumeIndex();
    assertThat(created().correlation()).isEqualTo(KEY);
    assertThat(cloud.jira.site().count()).isEqualTo(1);
  }

  @Test
  void whatAServerThatEndedMayHaveCreatedIsNotCreatedByAnotherBeforeASearchWouldKnow() {
    cloud.jira.site().pauseIndex();
    var triedAt = now.get();
    var made = created().reference();
    now.set(triedAt.plusSeconds(20));
    var undecided = Outcomes.failed(cloud.another(clock).create(KEY, DRAFT, triedAt));
    assertThat(undecided.category().retryable()).isTrue();
    assertThat(undecided.code()).isEqualTo(FailureCode.STALE);
    assertThat(undecided.retryAfter()).isEqualTo(Duration.ofSeconds(41));
    cloud.jira.site().resumeIndex();
    now.set(triedAt.plusSeconds(30));
    var found = Outcomes.value(cloud.another(clock).create(KEY, DRAFT, triedAt));
    assertThat(found.reference()).isEqualTo(made);
    assertThat(cloud.jira.site().count()).isEqualTo(1);
  }

  @Test
  void whatASearchWouldKnowByNowIsCreatedByAnother() {
    var triedAt = now.get();
    now.set(triedAt.plusSeconds(60));
    Outcomes.value(cloud.another(clock).create(KEY, DRAFT, triedAt));
    assertThat(cloud.jira.site().count()).isEqualTo(1);
  }

  @Test
  void anIssueThatCannotBeReadBackWasCreatedAllTheSame() {
    cloud
        .jira
        .faults()
        .next("GET " + cloud.rest() + "/issue/", JiraFixture.answer(429, "{}", Map.of()));
    var unread = Outcomes.failed(cloud.ticketing.create(KEY, DRAFT, null));
    assertThat(unread.code().effectUnknown()).isTrue();
    assertThat(cloud.jira.site().count()).isEqualTo(1);
  }

  @Test
  void whatWasJustCreatedIsKnownBeforeTheSearchKnowsIt() {
    cloud.jira.site().pauseIndex();
    assertThat(created().reference()).isEqualTo(created().reference());
    assertThat(cloud.jira.site().count()).isEqualTo(1);
  }

  @Test
  void aTextIsADocumentThatMeansNothingButItself() {
    var ticket = created();
    var body = cloud.lastBody("POST", "/issue");
    assertThat(body).contains("\"type\":\"doc\"").contains("\"href\":\"https://example.org/i/1\"");
    assertThat(body).doesNotContain("mention\"");
    assertThat(ticket.fields()).containsEntry("description", DRAFT.description());
    try (var dataCenter = new JiraFixture(JiraEdition.DATA_CENTER, folder, clock, "")) {
      var other = Outcomes.value(dataCenter.ticketing.create(KEY, DRAFT, null));
      assertThat(dataCenter.lastBody("POST", "/issue")).contains("\\\\[\\\\~admin]");
      assertThat(other.fields()).containsEntry("description", DRAFT.description());
    }
  }

  @Test
  void ourLabelSurvivesWhateverLabelsAreSetTo() {
    var ticket = created().reference();
    Outcomes.value(cloud.ticketing.update(ticket, Map.of("labels", "a, b")));
    var emptied = Outcomes.value(cloud.ticketing.update(ticket, Map.of("labels", "")));
    assertThat(emptied.fields()).doesNotContainKey("labels");
    now.set(now.get().plus(Duration.ofHours(1)));
    assertThat(created().reference()).isEqualTo(ticket);
  }

  @Test
  void anEditSendsNoMailsUnlessThatTakesAnAdministrator() {
    var ticket = created().reference();
    cloud.jira.faults().next("notifyUsers=false", JiraFixture.answer(403, "{}", Map.of()));
    Outcomes.value(cloud.ticketing.update(ticket, Map.of("priority", "1")));
    Outcomes.value(cloud.ticketing.update(ticket, Map.of("priority", "3")));
    var puts =
        cloud.jira.exchanges().stream().filter(it -> it.request().method().equals("PUT")).toList();
    assertThat(puts)
        .extracting(it -> it.request().query().get("notifyUsers"))
        .containsExactly(null, "false");
  }

  @Test
  void closingTakesTheWaysThatAreOfferedAndGivesAResolution() {
    var ticket = created().reference();
    var closed = Outcomes.value(cloud.ticketing.transition(ticket, TicketState.CLOSED));
    assertThat(closed.status()).isEqualTo("Closed");
    assertThat(cloud.lastBody("POST", "/transitions")).contains("\"id\":\"71\"");
    var reopened = Outcomes.value(cloud.ticketing.transition(ticket, TicketState.IN_PROGRESS));
    assertThat(reopened.status()).isEqualTo("In Progress");
    var cancelled = Outcomes.value(cloud.ticketing.transition(ticket, TicketState.CANCELLED));
    assertThat(cancelled.status()).isEqualTo("Cancelled");
  }

  @Test
  void aResolutionThatIsNotThereIsToldByName() {
    try (var other =
        new JiraFixture(JiraEdition.CLOUD, folder, clock, "resolutions: {cancelled: Obsolete}")) {
      var ticket = Outcomes.value(other.ticketing.create(KEY, DRAFT, null)).reference();
      var failed = Outcomes.failed(other.ticketing.transition(ticket, TicketState.CANCELLED));
      assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(failed.message()).contains("Resolution");
    }
  }

  @Test
  void theLimitThatWasHitAndThePauseItAsksForAreTold() {
    var ticket = created().reference();
    var headers = Map.of("Retry-After", "30", "RateLimit-Reason", "jira-per-issue-on-write");
    cloud.jira.faults().next("/comment", JiraFixture.answer(429, "{}", headers));
    var failed =
        Outcomes.failed(
            cloud.ticketing.comment(ticket, "k", new TicketComment("x", Visibility.PUBLIC)));
    assertThat(failed.category()).isEqualTo(FailureCategory.INSUFFICIENT_RESOURCES);
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(failed.message()).contains("jira-per-issue-on-write");
  }

  @Test
  void aPageInPlaceOfJsonIsNoAnswer() {
    var ticket = created().reference();
    cloud.jira.faults().next("/issue/", Fault.page(200));
    var failed = Outcomes.failed(cloud.ticketing.read(ticket));
    assertThat(failed.code()).isEqualTo(FailureCode.BAD_ANSWER);
    cloud.jira.faults().next("POST " + cloud.rest() + "/issue", Fault.page(200));
    var made = Outcomes.failed(cloud.ticketing.create(KEY + ".2", DRAFT, null));
    assertThat(made.code()).isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void twoWhoWriteAtOnceAreToldToTryAgain() {
    var ticket = created().reference();
    cloud.jira.faults().next("PUT ", JiraFixture.answer(409, "{}", Map.of()));
    var failed = Outcomes.failed(cloud.ticketing.update(ticket, Map.of("priority", "1")));
    assertThat(failed.category().retryable()).isTrue();
    assertThat(failed.code().effectUnknown()).isFalse();
  }

  @Test
  void whatIsHiddenIsNotFoundAndComesBack() {
    var ticket = created().reference();
    cloud.jira.site().hide(ticket.id(), true);
    assertThat(Outcomes.failed(cloud.ticketing.read(ticket)).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    cloud.jira.site().hide(ticket.id(), false);
    assertThat(Outcomes.value(cloud.ticketing.read(ticket)).reference()).isEqualTo(ticket);
  }

  @Test
  void aMovedIssueIsStillPolledThoughItLeftTheProject() {
    var ticket = created().reference();
    now.set(now.get().plus(Duration.ofMinutes(30)));
    var cursor = cloud.ticketing.cursorAt(now.get());
    cloud.jira.site().move(ticket.id(), "DEV");
    var told = Outcomes.value(cloud.ticketing.changedSince(cursor)).tickets();
    assertThat(told)
        .extracting(it -> it.reference().url())
        .containsExactly(cloud.jira.address() + "/browse/DEV-1");
  }

  /** A login name may be given to somebody else. */
  @Test
  void aDataCentersUsersAreKnownByTheirKeys() {
    try (var jira = new JiraFixture(JiraEdition.DATA_CENTER, folder, clock, "")) {
      var ticket = Outcomes.value(jira.ticketing.create(KEY, DRAFT, null)).reference();
      var alice = jira.user("alice").id();
      var assigned = Outcomes.value(jira.ticketing.update(ticket, Map.of("assignee", alice)));
      assertThat(assigned.fields()).containsEntry("assignee", alice);
      assertThat(jira.lastBody("PUT", "/issue/")).contains("\"name\":\"alice\"");
      assertThat(Outcomes.value(jira.ticketing.history(ticket, Instant.EPOCH)))
          .extracting(it -> it.to())
          .contains(alice);
      var nobody = Map.of("assignee", "JIRAUSER1");
      assertThat(Outcomes.failed(jira.ticketing.update(ticket, nobody)).code())
          .isEqualTo(FailureCode.REFUSED);
    }
  }

  @Test
  void whatAnIssueDuplicatesIsTold() {
    var ticket = created();
    var original = cloud.jira.site().createAs("alice", "OPS", "the first one", "x");
    cloud.jira.site().duplicate(ticket.reference().id(), original);
    var read = Outcomes.value(cloud.ticketing.read(ticket.reference()));
    assertThat(Objects.requireNonNull(read.mergedInto()).id()).isEqualTo(original);
    assertThat(read.mergedInto().url()).endsWith("/browse/OPS-2");
    assertThat(read.revision()).isNotEqualTo(ticket.revision());
    assertThat(ticket.mergedInto()).isNull();
  }

  @Test
  void anIssueIsOpenedWhereItsRuleSaysAndNowhereUnknown() {
    var place = Map.of(TicketDraft.PROJECT, "DEV", TicketDraft.TYPE, "Change");
    var draft = new TicketDraft("incident", "x", "", Map.of(), place);
    var ticket = Outcomes.value(cloud.ticketing.create(KEY, draft, null));
    assertThat(ticket.reference().url()).endsWith("/browse/DEV-1");
    assertThat(cloud.lastBody("POST", "/issue")).contains("\"issuetype\":{\"name\":\"Change\"}");
    var group = new TicketDraft("incident", "x", "", Map.of(), Map.of(TicketDraft.GROUP, "ops"));
    var refused = Outcomes.failed(cloud.ticketing.create(KEY + ".2", group, null));
    assertThat(refused.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.message()).contains("group");
  }

  @Test
  void somebodyElsesIssueWithOurLabelIsNotOurs() {
    var others = cloud.jira.site().createAs("alice", "OPS", "look here", KEY);
    var ours = created();
    assertThat(ours.reference().id()).isNotEqualTo(others);
    assertThat(cloud.jira.site().count()).isEqualTo(2);
    var told = Outcomes.value(cloud.ticketing.changedSince(cloud.ticketing.cursorAt(now.get())));
    assertThat(told.tickets())
        .filteredOn(it -> KEY.equals(it.correlation()))
        .extracting(it -> it.reference().id())
        .containsExactly(ours.reference().id());
    cloud
        .jira
        .faults()
        .next("/search/jql", new Fault.Answer(200, "application/json", page(others), Map.of()));
    var again = Outcomes.value(cloud.another(clock).create(KEY + ".2", DRAFT, null));
    assertThat(again.reference().id()).isNotEqualTo(others);
  }

  /** A search that passed over who has to be the creator. */
  private static String page(String id) {
    return """
    {"isLast":true,"issues":[{"id":"%s","key":"OPS-1","fields":{"summary":"look here",
     "status":{"name":"Open"},"updated":"2026-11-27T20:00:00.000+0000","labels":["%s.2"],
     "creator":{"accountId":"5b10a2844c20165700ede2-alice"}}}]}\
    """
        .formatted(id, KEY);
  }

  private static final TicketComment NOTE =
      new TicketComment("It's the pool: [max=5] {noformat}", Visibility.INTERNAL);

  @Test
  void anInternalCommentGoesByTheServiceDesksOwnInterfaceAndIsAddedOnceWhateverIsLost() {
    var ticket = created().reference();
    cloud.jira.faults().next("POST /rest/servicedeskapi", new Fault.LostAnswer());
    Outcomes.failed(cloud.ticketing.comment(ticket, "k", NOTE));
    cloud.jira.faults().next("PUT " + cloud.rest() + "/comment/", new Fault.LostAnswer());
    Outcomes.failed(cloud.ticketing.comment(ticket, "k", NOTE));
    var posted = Outcomes.value(cloud.ticketing.comment(ticket, "k", NOTE));
    assertThat(cloud.lastBody("POST", "/servicedeskapi")).contains("\"public\":false");
    assertThat(cloud.jira.site().commentsOf(ticket.id()))
        .containsExactly("internal: " + NOTE.text());
    var told = Outcomes.value(cloud.ticketing.comments(ticket)).getFirst();
    assertThat(told.reference()).isEqualTo(posted);
    assertThat(told.key()).isEqualTo("k");
    assertThat(told.visibility()).isEqualTo(Visibility.INTERNAL);
  }

  /** Nor does a comment count that we asked to be internal and Jira shows. */
  @Test
  void anInternalCommentThatIsPublicAndCouldNotBeDeletedIsNeverHeldToBePosted() {
    var ticket = created().reference();
    notARequest();
    cloud.jira.faults().next(comment(ticket), made("77"));
    var deletion = "DELETE " + cloud.rest() + "/issue/" + ticket.id() + "/comment/77";
    cloud.jira.faults().next(deletion, JiraFixture.answer(403, "{}", Map.of()));
    var failed = Outcomes.failed(cloud.ticketing.comment(ticket, "k", NOTE));
    assertThat(failed.message()).contains("public").contains("right to delete");
    cloud.jira.faults().next("GET " + comment(ticket).substring(5), shown("77"));
    cloud.jira.faults().next(deletion, JiraFixture.answer(403, "{}", Map.of()));
    assertThat(Outcomes.failed(cloud.ticketing.comment(ticket, "k", NOTE)).code())
        .isEqualTo(FailureCode.REFUSED);
    cloud.jira.faults().next("GET " + comment(ticket).substring(5), shown("77"));
    assertThat(Outcomes.value(cloud.ticketing.comments(ticket)).getFirst().visibility())
        .isEqualTo(Visibility.PUBLIC);
    assertThat(cloud.jira.faults().left()).isZero();
  }

  private void notARequest() {
    cloud.jira.faults().next("POST /rest/servicedeskapi", JiraFixture.answer(404, "{}", Map.of()));
  }

  private String comment(Reference ticket) {
    return "POST " + cloud.rest() + "/issue/" + ticket.id() + "/comment";
  }

  private static Fault made(String id) {
    return JiraFixture.answer(201, "{\"id\":\"" + id + "\",\"jsdPublic\":true}", Map.of());
  }

  private static Fault shown(String id) {
    return JiraFixture.answer(
        200,
        """
        {"total":1,"comments":[{"id":"%s","jsdPublic":true,"body":"x",
         "author":{"accountId":"5b10a2844c20165700ede2-bot"},"properties":[
         {"key":"countersign.echo","value":{"key":"k"}},
         {"key":"sd.public.comment","value":{"internal":true}}]}]}\
        """
            .formatted(id),
        Map.of());
  }

  /** Anybody may set a property of what they write. */
  @Test
  void aStrangersCommentWithOurKeyIsTheirsIsLeftAndKeepsOursFromNowhere() {
    var ticket = created().reference();
    var theirs = "{\"accountId\":\"5b10a2844c20165700ede2-alice\"}";
    var copied =
        """
        {"total":1,"comments":[{"id":"9","jsdPublic":true,"body":"x","author":%s,"properties":[
         {"key":"countersign.echo","value":{"key":"k"}}]}]}\
        """
            .formatted(theirs);
    var reading = "GET " + comment(ticket).substring(5);
    cloud.jira.faults().next(reading, JiraFixture.answer(200, copied, Map.of()));
    assertThat(Outcomes.value(cloud.ticketing.comments(ticket)).getFirst().key()).isNull();
    cloud.jira.faults().next(reading, JiraFixture.answer(200, copied, Map.of()));
    var posted = Outcomes.value(cloud.ticketing.comment(ticket, "k", NOTE));
    assertThat(posted.id()).isNotEqualTo("9");
    assertThat(cloud.jira.exchanges()).noneMatch(it -> it.request().method().equals("DELETE"));
  }

  @Test
  void whatIsKeptToARoleStaysThereAndWhatAnotherEditedIsNobodysWord() {
    var ticket = created().reference();
    var all =
        """
        {"total":4,"comments":[
         {"id":"1","body":"for agents","author":{"accountId":"a"},
          "visibility":{"type":"role","value":"Agents"}},
         {"id":"2","body":"as written","author":{"accountId":"a"},"updateAuthor":{"accountId":"a"},
          "created":"2026-11-27T20:00:00.000+0000","updated":"2026-11-27T20:05:00.000+0000"},
         {"id":"3","body":"as edited","author":{"accountId":"a"},"updateAuthor":{"accountId":"b"},
          "created":"2026-11-27T20:00:00.000+0000","updated":"2026-11-27T20:05:00.000+0000"},
         {"id":"4","body":"by whom?","author":{"accountId":"a"},
          "created":"2026-11-27T20:00:00.000+0000","updated":"2026-11-27T20:05:00.000+0000"}]}\
        """;
    cloud
        .jira
        .faults()
        .next("GET " + comment(ticket).substring(5), JiraFixture.answer(200, all, Map.of()));
    assertThat(Outcomes.value(cloud.ticketing.comments(ticket)))
        .extracting(it -> it.reference().id() + " " + it.author().id())
        .containsExactly("2 a", "3 ", "4 ");
  }

  @Test
  void whereAllReadCommentsAnInternalOneIsRefusedUnlessThatIsMeant() {
    try (var strict =
        new JiraFixture(JiraEdition.CLOUD, folder, clock, "internalInPublic: false")) {
      var ticket = Outcomes.value(strict.ticketing.create(KEY, DRAFT, null)).reference();
      strict.jira.site().move(ticket.id(), "DEV");
      var failed = Outcomes.failed(strict.ticketing.comment(ticket, "k", NOTE));
      assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
      assertThat(failed.message()).contains("internalRole");
      assertThat(strict.jira.site().commentsOf(ticket.id())).isEmpty();
    }
  }

  @Test
  void aUserWithoutAKeyIsNobody() {
    var node = StrictJson.read("{\"name\":\"alice\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(JiraFacts.user(node.orElseThrow())).isEqualTo(TicketUser.UNSEEN);
  }

  @Test
  void anInternalCommentThatBecamePublicIsTakenBack() {
    var ticket = created().reference();
    notARequest();
    cloud
        .jira
        .faults()
        .next(comment(ticket), made("77"))
        .next(
            "DELETE " + cloud.rest() + "/issue/" + ticket.id() + "/comment/77",
            new Fault.Answer(204, "", "", Map.of()));
    var failed =
        Outcomes.failed(
            cloud.ticketing.comment(ticket, "k", new TicketComment("x", Visibility.INTERNAL)));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(cloud.jira.faults().left()).isZero();
  }

  /** The Cloud calls every comment outside a service desk public. */
  @Test
  void whereThereIsNoServiceDeskAnInternalCommentIsForAllWhoWorkThere() {
    var ticket = created().reference();
    cloud.jira.site().move(ticket.id(), "DEV");
    var note = new TicketComment("x", Visibility.INTERNAL);
    Outcomes.value(cloud.ticketing.comment(ticket, "k", note));
    assertThat(cloud.lastBody("POST", "/comment")).contains("sd.public.comment");
    assertThat(Outcomes.value(cloud.ticketing.comments(ticket))).hasSize(1);
  }

  @Test
  void aPollGoesOverAllPagesAndThenTellsOnlyWhatIsNew() {
    for (int i = 0; i < 130; i++) {
      Outcomes.value(cloud.ticketing.create(KEY + "." + i, DRAFT, null));
    }
    var first = Outcomes.value(cloud.ticketing.changedSince(cloud.ticketing.cursorAt(now.get())));
    assertThat(first.more()).isTrue();
    var second = Outcomes.value(cloud.ticketing.changedSince(first.cursor()));
    assertThat(second.more()).isFalse();
    var all = new ArrayList<>(first.tickets());
    all.addAll(second.tickets());
    assertThat(all).extracting(it -> it.reference().id()).doesNotHaveDuplicates().hasSize(130);
  }

  private static Fault page(int token) {
    var next = "x".repeat(token);
    return JiraFixture.answer(
        200, "{\"issues\":[],\"nextPageToken\":\"" + next + "\",\"isLast\":false}", Map.of());
  }

  @Test
  void aPollHandsOutItsPagesAndReadsNoMoreThanSomeAtOnce() {
    var ticket = created();
    var from = cloud.ticketing.cursorAt(now.get());
    cloud.jira.faults().next("/search/jql", page(1_500));
    var first = Outcomes.value(cloud.ticketing.changedSince(from));
    assertThat(first.more()).isTrue();
    assertThat(first.cursor()).contains("x".repeat(1_500));
    cloud.jira.faults().next("/search/jql", page(4_001));
    cloud.jira.faults().next("/search/jql", page(10));
    assertThat(Outcomes.value(cloud.ticketing.changedSince(from)).more()).isTrue();
    for (int i = 0; i < 11; i++) {
      cloud.jira.faults().next("/search/jql", page(4_001));
    }
    var unending = Outcomes.failed(cloud.ticketing.changedSince(from));
    assertThat(unending.code()).isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(cloud.jira.faults().left()).isEqualTo(1);
    assertThat(ticket.correlation()).isEqualTo(KEY);
  }

  @Test
  void anIssueThatCannotBeReadHoldsUpNoOtherAndIsNotTakenForNone() {
    var row = "{\"issues\":[{\"id\":\"77\",\"key\":\"OPS-77\",\"fields\":{}}],\"isLast\":true}";
    var from = cloud.ticketing.cursorAt(now.get());
    cloud.jira.faults().next("/search/jql", JiraFixture.answer(200, row, Map.of()));
    var read = Outcomes.value(cloud.ticketing.changedSince(from));
    assertThat(read.tickets()).isEmpty();
    assertThat(read.unreadable()).isEqualTo(1);
    cloud.jira.faults().next("/search/jql", JiraFixture.answer(200, row, Map.of()));
    assertThat(Outcomes.failed(cloud.ticketing.create(KEY + ".3", DRAFT, now.get())).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
  }

  @Test
  void aListThatNeverEndsIsNoAnswer() {
    var ticket = created().reference();
    for (int i = 0; i < JiraPages.MOST_PAGES; i++) {
      cloud
          .jira
          .faults()
          .next(
              "/comment",
              JiraFixture.answer(200, "{\"comments\":[{}],\"total\":1000000}", Map.of()));
    }
    assertThat(Outcomes.failed(cloud.ticketing.comments(ticket)).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
    for (int i = 0; i < JiraPages.MOST_PAGES; i++) {
      cloud
          .jira
          .faults()
          .next(
              "/changelog",
              JiraFixture.answer(200, "{\"values\":[{}],\"total\":1000000}", Map.of()));
    }
    assertThat(Outcomes.failed(cloud.ticketing.history(ticket, Instant.EPOCH)).code())
        .isEqualTo(FailureCode.BAD_ANSWER);
    assertThat(cloud.jira.faults().left()).isZero();
  }

  @Test
  void aPollGoesByJirasClockWhateverOursSays() {
    try (var jira = new JiraFixture(JiraEdition.CLOUD, folder)) {
      for (var skew : List.of(Duration.ofHours(-2), Duration.ofHours(2))) {
        var ours = jira.another(() -> Instant.now().plus(skew));
        var cursor = PollCursor.at(Instant.now().minus(Duration.ofMinutes(30))).toString();
        assertThat(Outcomes.value(ours.changedSince(cursor)).tickets()).isEmpty();
        var asked = jira.lastBody("POST", "/search/jql");
        // half an hour, the overlap of five minutes and two for the rounding
        assertThat(asked).containsPattern("-3[67]m");
        assertThat(ours.check().level()).isEqualTo(Level.DEGRADED);
        assertThat(ours.check().detail()).contains(skew.isNegative() ? "ahead" : "behind");
      }
      assertThat(jira.ticketing.check().level()).isEqualTo(Level.WORKING);
    }
  }

  @Test
  void aQuietPollTellsNothingAgainAndAPageThatExpiredBeginsAnew() {
    var ticket = created();
    var cursor = cloud.ticketing.cursorAt(now.get());
    var first = Outcomes.value(cloud.ticketing.changedSince(cursor));
    assertThat(first.tickets()).hasSize(1);
    assertThat(Outcomes.value(cloud.ticketing.changedSince(first.cursor())).tickets()).isEmpty();
    cloud.jira.site().editAs("alice", ticket.reference().id(), "priority", "1");
    assertThat(Outcomes.value(cloud.ticketing.changedSince(first.cursor())).tickets()).hasSize(1);
    var expired = PollCursor.at(now.get()).nextPage(now.get(), "bm8=").toString();
    assertThat(Outcomes.value(cloud.ticketing.changedSince(expired)).tickets()).hasSize(1);
  }

  @Test
  void documentsKeepToTheirSchemaAndComeBackAsTheyWere() {
    var texts =
        new String[] {
          "one line",
          "two\nlines\n\nand a paragraph",
          "https://a.example/x?y=1 and (https://b.example) end",
          "<script> & \"quotes\" {macro} *bold* @here",
          "\u202Eright to left \uD83D\uDE80\n- a\n- b",
        };
    for (var text : texts) {
      var document = AtlassianDocument.of(text);
      assertThat(JiraDescription.violations(document.toString())).as(text).isEmpty();
      assertThat(AtlassianDocument.text(document)).isEqualTo(text);
    }
    assertThat(JiraDescription.violations(AtlassianDocument.of("").toString())).isEmpty();
  }
}
