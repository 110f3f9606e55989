package io.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandListTest {
  private static final String TIMELINE = "GET /api/v1/incidents/inc_1/timeline";

  @TempDir Path home;
  private final StubServer server = new StubServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run() {
    return new CommandRun(home, server.port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acknowledge inc_1|POST /api/v1/incidents/inc_1/acknowledge|{}",
        "assign inc_1 anna|POST /api/v1/incidents/inc_1/assign|{\"to\":\"anna\"}",
        "resolve inc_1 --reason r|POST /api/v1/incidents/inc_1/resolve|{\"reason\":\"r\"}",
        "stop rem_1 --reason r|POST /api/v1/remediations/rem_1/stop|{\"reason\":\"r\"}",
        "user grant anna --role Commander|POST"
            + " /api/v1/users/anna/roles|{\"grant\":[\"commander\"]}",
        "user revoke anna --role x-y|POST /api/v1/users/anna/roles|{\"revoke\":[\"x_y\"]}",
        "user disable anna --reason r|POST /api/v1/users/anna/disable|{\"reason\":\"r\"}",
        "withdraw cnf_1|POST /api/v1/confirmations/cnf_1/withdraw|{}",
        "confirm cnf_1 --digest d|POST /api/v1/confirmations/cnf_1/confirm|{\"digest\":\"d\"}",
        "unmute mute_1|POST /api/v1/mutes/mute_1/lift|{}",
        "links remove lnk_1|DELETE /api/v1/me/links/lnk_1|''",
        "links remove lnk_1 --user anna|DELETE /api/v1/users/anna/links/lnk_1|''",
        "token revoke t1|DELETE /api/v1/tokens/t1|''",
      })
  void eachWriteIsOneRequest(String line, String request, String body) {
    server.on(request, 200, "{\"position\":1,\"outcome\":\"unchanged\"}");
    var run = run().execute(line.split(" ", -1));
    assertThat(run.exit()).isZero();
    assertThat(server.last().request()).isEqualTo(request);
    assertThat(server.last().body()).isEqualTo(body);
    assertThat(run.messages()).contains("(it was so already)");
  }

  @Test
  void aCodeToLinkAnAccountIsShownWithWhereItGoes() {
    server.on(
        "POST /api/v1/me/links",
        200,
        "{\"link\":\"lnk_1\",\"code\":\"ABCD-EFGH-JKLM\",\"expiresAt\":\"2026-01-01T00:10:00Z\"}");
    var run = run().execute("link", "slack");
    assertThat(run.exit()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"system\":\"slack\"}");
    assertThat(run.data()).isEqualTo("ABCD-EFGH-JKLM\n");
    assertThat(run.messages()).contains("In slack, type: /countersign link ABCD-EFGH-JKLM");
  }

  @Test
  void whatAnotherSystemSaysThereIsIsPrintedToBeAppliedAndWhatWasLeftOutIsTold() {
    server.on(
        "GET /api/v1/catalog/sources/snow",
        200,
        "{\"catalog\":{\"entities\":[],\"relations\":[]},\"passedOver\":[\"2 relations\"]}");
    var run = run().execute("catalog", "--from", "snow");
    assertThat(run.exit()).isZero();
    assertThat(run.data()).contains("\"entities\"").doesNotContain("passedOver");
    assertThat(run.messages()).contains("Left out: 2 relations");
  }

  @Test
  void anAccountThatShowedACodeWhereOthersReadIsConfirmedByItsId() {
    server.on(
        "GET /api/v1/me/links/proposals",
        200,
        "{\"items\":[{\"link\":\"lnk_1\",\"system\":\"jira\",\"account\":\"a1\","
            + "\"author\":\"Kim Example\","
            + "\"shownIn\":\"https://jira.example/browse/OPS-1?focusedCommentId=7\","
            + "\"shownAt\":\"2026-03-02T10:00:00Z\",\"contested\":false}]}");
    assertThat(run().execute("link", "jira", "--confirm").data())
        .isEqualTo(
            "a1 (Kim Example)  https://jira.example/browse/OPS-1?focusedCommentId=7"
                + "  2026-03-02T10:00:00Z\n");
    server.on("POST /api/v1/me/links/lnk_1/confirmation", 200, "{\"outcome\":\"done\"}");
    assertThat(run().execute("link", "jira", "--confirm=a2").exit()).isEqualTo(1);
    assertThat(run().execute("link", "jira", "--confirm=a1").exit()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"account\":\"a1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "incidnets, Did you mean incidents",
    "aprove, Did you mean approve",
    "start, `countersign up` starts the server",
    "status, `countersign doctor` tells how it is"
  })
  void aWordThatIsNoCommandIsAnsweredByWhatIsNear(String written, String answer) {
    var run = run().execute(written);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).contains(written, answer, "See `countersign --help`.");
    assertThat(run.messages()).doesNotContain("mean countersign stop", "mean stop");
  }

  @Test
  void aServiceOrAnAlertIsMutedForAWhileOrUntilATime() {
    server.on("POST /api/v1/mutes", 200, "{\"mute\":\"mute_1\",\"outcome\":\"done\"}");
    var whole = run().execute("mute", "service/rig/shop", "--for", "2h", "--reason", "moving");
    assertThat(whole.exit()).isZero();
    assertThat(whole.data()).isEqualTo("mute_1\n");
    assertThat(whole.messages()).contains("Muted until 2026-01-01T12:00:00Z by mute_1.");
    assertThat(server.last().body())
        .isEqualTo(
            "{\"entity\":\"service/rig/shop\",\"reason\":\"moving\","
                + "\"until\":\"2026-01-01T12:00:00Z\"}");
    assertThat(server.last().key()).hasSize(36);
    var until = "2026-03-01T18:00:00Z";
    run().execute("mute", "--alert", "Down", "--until", until, "--reason", "r", "-o", "json");
    assertThat(server.last().body()).contains("\"alert\":\"Down\"", until).doesNotContain("entity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mute --for 2h --reason r",
        "mute e --reason r",
        "mute e --for 2h",
        "mute e --for 2h --until 2026-03-01T18:00:00Z --reason r",
        "mute e --for soon --reason r",
        "mute e --for -2h --reason r",
        "mute e --until tomorrow --reason r"
      })
  void aMuteThatIsHalfSaidIsAMisuse(String line) {
    assertThat(run().execute(line.split(" ", -1)).exit()).isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void mutesAndSilencesAreListed() {
    server.on(
        "GET /api/v1/mutes?limit=50&state=active",
        200,
        """
        {"items":[{"id":"mute_1","state":"active","until":"2026-01-01T12:00:00Z",
         "entity":"service/rig/shop","mutedBy":"anna","reason":"moving","firing":2}]}\
        """);
    assertThat(run().execute("mutes").data()).contains("mute_1", "in 2h", "anna", "moving");
    assertThat(run().execute("mutes", "-o", "jsonl").lines())
        .singleElement()
        .asString()
        .contains("\"firing\":2");
    server.on(
        "GET /api/v1/silences?entity=service%2Frig%2Fshop&limit=50",
        200,
        """
        {"items":[{"source":"am","state":"active","endsAt":"2026-01-01T12:00:00Z",
         "matchers":[{"text":"service=\\"shop\\""},{"text":"job!~\\"x.*\\""}],"createdBy":"sam"}],
         "gaps":[{"source":"other","code":"UNREACHABLE","detail":"down"}]}\
        """);
    var silences = run().execute("silences", "--entity", "service/rig/shop");
    assertThat(silences.data()).contains("am", "service=\"shop\" job!~\"x.*\"", "sam");
    assertThat(silences.messages())
        .contains("other didn't answer: down")
        .doesNotContain("No Alertmanager");
    server.on("GET /api/v1/silences?limit=50", 200, "{\"items\":[],\"gaps\":[],\"sources\":[]}");
    assertThat(run().execute("silences").messages()).contains("No Alertmanager is configured");
  }

  @Test
  void whatWasNotTakenAsItWasSentIsSaid() throws IOException {
    server.on(
        "PUT /api/v1/catalog",
        200,
        """
        {"declared":2,"retired":0,"undeclared":["service/rig/ordres","service/rig/x"],"waiting":3,
         "unnamedOwners":["service/rig/web"],"confirmation":"conf_1"}\
        """);
    var file = Files.writeString(home.resolve("odd.yaml"), "entities: []\n");
    assertThat(run().execute("catalog", "--apply", file.toString()).messages())
        .contains(
            "3 reductions wait for a second person: countersign confirm conf_1",
            "Relations name what no entry declares: service/rig/ordres, service/rig/x.",
            "somebody's address isn't recorded, as of service/rig/web.");
    server.on(
        "GET /api/v1/changes?limit=50",
        200,
        """
        {"items":[{"action":"deploy","entity":"pod/rig/p","namedBy":"pod",
          "adjustments":["member_cut"]}, {"action":"stop","entity":"service/rig/a"}]}\
        """);
    assertThat(run().execute("changes").messages().strip())
        .isEqualTo(
            "deploy of pod/rig/p was kept, but not as it was sent: named by its pod, member cut");
    server.on(
        "GET /api/v1/alerts?limit=50",
        200,
        """
        {"items":[%s]}\
        """
            .formatted(
                String.join(
                    ",",
                    Collections.nCopies(
                        12,
                        "{\"name\":\"Down\",\"entity\":\"host/rig/h\",\"namedBy\":\"host\"}"))));
    assertThat(run().execute("alerts").messages())
        .contains("Down of host/rig/h was kept", "So were 2 more");
  }

  @Test
  void theSameMuteTwiceIsAConflict() {
    server.on("POST /api/v1/mutes", 409, "{\"code\":\"ALREADY_MUTED\",\"detail\":\"muted\"}");
    var run = run().execute("mute", "e", "--for", "1d", "--reason", "r");
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.messages()).contains("ALREADY_MUTED");
  }

  @Test
  void helpListsTheProgramsThatTheLauncherStarts() {
    var help = run().execute("--help").data();
    assertThat(help)
        .contains("  up  ", "  demo  ", "  bench  ", "  sim  ", "  witness  ", "  help  ");
    assertThat(run().execute("help", "approve").data()).contains("Usage: countersign approve");
  }

  @Test
  void aProgramIsNotStartedByTheClient() {
    var run = run().execute("up", "--config", "x");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.messages()).contains("./countersign up --config x");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aChangeThatWaitsForASecondPersonSaysSo() {
    server.on(
        "POST /api/v1/users",
        200,
        "{\"position\":1,\"confirmation\":\"cnf_1\",\"secret\":\"abc123\"}");
    server.on("GET /api/v1/confirmations/cnf_1", 200, "{\"mayConfirm\":[\"ben\",\"cleo\"]}");
    var added = run().execute("user", "add", "anna", "--role", "approver", "--invite");
    assertThat(server.asked().getFirst().body())
        .isEqualTo("{\"name\":\"anna\",\"roles\":[\"approver\"]}");
    assertThat(added.messages())
        .contains("countersign confirm cnf_1\nIt can be confirmed by: ben, cleo", "One half");
    assertThat(added.data()).isEqualTo("abc123\n");
    server.on("GET /api/v1/confirmations/cnf_1", 200, "{\"mayConfirm\":[]}");
    assertThat(run().execute("user", "add", "anna", "--role", "approver", "--invite").messages())
        .contains("Nobody can confirm it as things are");
  }

  @Test
  void whoCantConfirmIsToldBeforeTheyAreAsked() {
    server.on(
        "GET /api/v1/confirmations/cnf_1",
        200,
        "{\"digest\":\"d\",\"lines\":[\"grant APPROVER to pat\"],"
            + "\"obstacle\":\"You proposed this yourself.\",\"mayConfirm\":[\"ben\"]}");
    var run = run().person("yes").execute("confirm", "cnf_1");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.messages())
        .contains("You can't confirm it: You proposed this yourself.", "confirmed by: ben")
        .doesNotContain("Type yes");
  }

  @Test
  void whoConfirmsAMachinesChangeFirstIsToldThatItTakesAnother() {
    server.on(
        "GET /api/v1/confirmations/cnf_1",
        200,
        "{\"digest\":\"d\",\"lines\":[],\"missing\":2,\"mayConfirm\":[\"ada\",\"pat\"]}");
    server.on(
        "POST /api/v1/confirmations/cnf_1/confirm",
        200,
        "{\"position\":1,\"outcome\":\"adopted\"}");
    assertThat(run().person("yes").execute("confirm", "cnf_1").messages())
        .contains("you would stand for it", "You stand for cnf_1 now", "may be: ada, pat")
        .doesNotContain("Confirmed cnf_1");
  }

  @Test
  void whoOneIsStandsWithTheRolesAndTheEndOfTheSession() {
    server.on(
        "GET /api/v1/me",
        200,
        "{\"name\":\"anna\",\"principal\":\"usr_1\",\"roles\":[\"VIEWER\",\"RESPONDER\"],"
            + "\"expiresAt\":\"2026-01-01T14:00:00Z\",\"administrators\":[\"ada\",\"ben\"]}");
    assertThat(run().execute("whoami").data())
        .contains(
            "anna  usr_1", "VIEWER, RESPONDER", "in 4h (2026-01-01T14:00:00Z)", "by ada, ben");
  }

  private static final String BOUNDED =
      "\"roles\":[],\"bounded\":[{\"role\":\"APPROVER\",\"where\":\"for team payments\","
          + "\"until\":\"2026-01-01T14:00:00Z\"}]";
  private static final String BOUNDED_WORDS =
      "APPROVER for team payments until in 4h (2026-01-01T14:00:00Z)";

  @Test
  void rolesWithinBoundsAreShownWithThem() throws IOException {
    server.on("GET /api/v1/me", 200, "{\"name\":\"anna\"," + BOUNDED + "}");
    assertThat(run().execute("whoami").data()).contains(BOUNDED_WORDS).doesNotContain("none");
    server.on(
        "GET /api/v1/users?limit=50", 200, "{\"items\":[{\"name\":\"anna\"," + BOUNDED + "}]}");
    assertThat(run().execute("user", "list").data()).contains(BOUNDED_WORDS);
    Files.writeString(home.resolve("identity.pub"), StubServer.publicKey());
    server.on("POST /api/v1/login", 200, "{\"session\":\"s\",\"name\":\"anna\"," + BOUNDED + "}");
    var login = run().input("pw").execute("login", "--user", "anna", "--password-stdin");
    assertThat(login.messages()).contains("anna (" + BOUNDED_WORDS + ")");
  }

  @Test
  void anEntityThatIsNotInTheCatalogueIsSaidBesideTheAnswer() {
    var warning = "\"warning\":\"service/prod/web isn't in the catalogue.\"}";
    server.on(
        "GET /api/v1/access/who-could?action=approve&entity=service%2Fprod%2Fweb&limit=50",
        200, "{\"items\":[]," + warning);
    var who = run().execute("access", "who-could", "approve", "service/prod/web", "-o", "json");
    assertThat(who.data()).isEqualToIgnoringWhitespace("[]");
    assertThat(who.messages()).contains("Warning: service/prod/web isn't in the catalogue.");
    server.on(
        "GET /api/v1/calendars/state?target=service%2Fprod%2Fweb",
        200, "{\"state\":\"open\"," + warning);
    var state = run().execute("calendar", "state", "service/prod/web");
    assertThat(state.data()).isEqualToIgnoringWhitespace("open");
    assertThat(state.messages()).contains("Warning: service/prod/web isn't in the catalogue.");
  }

  @Test
  void anAdministratorIsInvitedAlsoWhereNobodySaysSo() {
    server.on("POST /api/v1/users", 200, "{\"position\":1,\"secret\":\"ots_1\"}");
    var added = run().execute("user", "add", "ben", "--role", "Administrator");
    assertThat(server.last().body()).isEqualTo("{\"name\":\"ben\",\"roles\":[\"administrator\"]}");
    assertThat(added.data()).isEqualTo("ots_1\n");
  }

  @Test
  void whatLeavesNobodyWhoDecidesWaits() {
    server.on(
        "POST /api/v1/users/anna/disable", 200, "{\"position\":1,\"confirmation\":\"cnf_1\"}");
    var run = run().execute("user", "disable", "anna", "--reason", "left");
    assertThat(run.messages()).contains("countersign confirm cnf_1");
  }

  @Test
  void aChangeIsShownBeforeItIsConfirmed() {
    server.on(
        "GET /api/v1/confirmations/cnf_1",
        200,
        "{\"digest\":\"d\",\"proposerName\":\"ada\",\"lines\":[\"grant APPROVER to pat\"]}");
    server.on("POST /api/v1/confirmations/cnf_1/confirm", 200, "{\"position\":1}");
    var no = run().person("no").execute("confirm", "cnf_1");
    assertThat(no.exit()).isEqualTo(1);
    assertThat(no.messages()).contains("Proposed by ada", "grant APPROVER to pat");
    var yes = run().person("yes").execute("confirm", "cnf_1");
    assertThat(yes.exit()).isZero();
    assertThat(server.last().body()).isEqualTo("{\"digest\":\"d\"}");
    assertThat(run().execute("confirm", "cnf_1").exit()).isEqualTo(2);
  }

  @Test
  void onesOwnPasswordTakesTheOldOne() throws IOException {
    Files.writeString(home.resolve("identity.pub"), StubServer.publicKey());
    server.on("GET /api/v1/me", 200, "{\"name\":\"anna\"}");
    server.on("POST /api/v1/users/anna/password", 200, "{}");
    run().input("old\nnew\n").execute("user", "password", "anna", "--password-stdin");
    assertThat(server.last().body()).isEqualTo("{\"current\":\"old\",\"password\":\"new\"}");
    server.on("POST /api/v1/users/ben/password", 200, "{}");
    run().input("new\n").execute("user", "password", "ben", "--password-stdin");
    assertThat(server.last().body()).isEqualTo("{\"password\":\"new\"}");
  }

  @Test
  void aOneTimeSecretBringsAPassword() throws IOException {
    Files.writeString(home.resolve("identity.pub"), StubServer.publicKey());
    server.on("POST /api/v1/password-reset", 200, "{}");
    var run = run().person("one-two", "new", "new").execute("user", "redeem", "anna");
    assertThat(run.exit()).isZero();
    assertThat(server.last().body())
        .isEqualTo("{\"name\":\"anna\",\"password\":\"new\",\"secret\":\"one-two\"}");
  }

  @Test
  void theKillSwitchIsTurnedOnAndOff() {
    server.on("PUT /api/v1/kill-switch", 200, "{}");
    run().execute("halt", "--reason", "audit");
    assertThat(server.last().body()).contains("\"on\":true", "\"audit\"");
    run().execute("halt", "--team", "payments", "--action", "restart", "--reason", "worse");
    assertThat(server.last().body()).contains("\"team\":\"payments\"", "\"action\":\"restart\"");
    run().execute("resume", "--reason", "done");
    assertThat(server.last().body()).contains("\"on\":false");
    server.on("PUT /api/v1/kill-switch", 200, "{\"warning\":\"it stops nothing\"}");
    var mistyped = run().execute("halt", "--service", "chekout", "--reason", "worse");
    assertThat(mistyped.exit()).isNotZero();
    assertThat(mistyped.messages()).containsOnlyOnce("it stops nothing");
    server.on("PUT /api/v1/kill-switch", 200, "{\"confirmation\":\"cnf_1\"}");
    assertThat(run().execute("resume", "--reason", "done").messages())
        .contains("It waits for a second person: countersign confirm cnf_1");
  }

  @Test
  void aHaltOfAPartSaysHowItEnds() {
    server.on("PUT /api/v1/kill-switch", 200, "{\"outcome\":\"done\"}");
    var halt =
        run().execute("halt", "--action", "restart", "--team", "payments", "--reason", "worse");
    assertThat(halt.messages()).contains("`countersign resume --team payments --action restart`");
    assertThat(run().execute("halt", "--reason", "audit").messages())
        .contains("`countersign resume`");
  }

  @Test
  void aResumeThatFitsNoHaltSaysWhatIsHaltedStill() {
    server.on("PUT /api/v1/kill-switch", 200, "{\"outcome\":\"unchanged\"}");
    var halts = "GET /api/v1/halts";
    server.on(halts, 200, "{\"items\":[{\"where\":\"for team paymnts\",\"team\":\"paymnts\"}]}");
    var missed = run().execute("resume", "--reason", "typo");
    assertThat(missed.exit()).isEqualTo(1);
    assertThat(missed.messages())
        .contains("Nothing was resumed", "for team paymnts: countersign resume --team paymnts")
        .doesNotContain("Resumed:");
    server.on(halts, 200, "{\"items\":[]}");
    var none = run().execute("resume", "--reason", "typo");
    assertThat(none.exit()).isZero();
    assertThat(none.messages()).contains("Nothing is halted. (it was so already)");
  }

  @Test
  void aNewPersonsPasswordIsAskedForTwice() throws IOException {
    Files.writeString(home.resolve("identity.pub"), StubServer.publicKey());
    server.on("POST /api/v1/users", 200, "{}");
    var differ = run().person("one", "two").execute("user", "add", "anna", "--role", "viewer");
    assertThat(differ.exit()).isEqualTo(2);
    var same = run().person("one", "one").execute("user", "add", "anna", "--role", "Viewer");
    assertThat(same.exit()).isZero();
    assertThat(server.last().body()).contains("\"password\":\"one\"", "[\"viewer\"]");
  }

  @Test
  void aTokensSecretStandsAloneOnStdout() {
    server.on("POST /api/v1/tokens", 201, "{\"token\":\"t0ken\",\"id\":\"tok_1\"}");
    var run =
        run().execute("token", "create", "am", "--role", "alert-intake", "--integration", "rig");
    assertThat(run.data()).isEqualTo("t0ken\n");
    assertThat(run.messages()).contains("tok_1").doesNotContain("t0ken");
    assertThat(server.last().body()).contains("\"alert_intake\"", "\"integration\":\"rig\"");
  }

  @Test
  void aCatalogueIsSentAsItStandsInTheFile() throws Exception {
    server.on("PUT /api/v1/catalog", 200, "{\"declared\":2,\"retired\":1}");
    var file = Files.writeString(home.resolve("c.yaml"), "entities: []\n");
    var run = run().execute("catalog", "--apply", file.toString());
    assertThat(server.last().body()).isEqualTo("entities: []\n");
    assertThat(run.messages()).contains("2 declared, 1 retired");
    assertThat(run().execute("catalog", "--apply", "/absent").exit()).isEqualTo(2);
  }

  @Test
  void theDoctorFailsWithAdviceWhenACheckFails() {
    server.on(
        "GET /api/v1/doctor",
        200,
        """
        {"ok":false,"checks":[{"name":"postgres","ok":true,"detail":"18"},
         {"kind":"evidence","name":"prometheus","ok":false,"detail":"refused","advice":"start it"},
         {"name":"feed","ok":true,"level":"DEGRADED","detail":"half of it","advice":"mend it"}]}\
        """);
    var run = run().execute("doctor");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            "FAILS evidence prometheus  refused",
            "                           do: start it",
            "warns feed                 half of it",
            "                           do: mend it",
            "ok    postgres             18");
    assertThat(run().width(40).execute("doctor").lines())
        .allMatch(it -> it.length() <= 40)
        .contains("FAILS evidence prometheus  refused");
  }

  /** Thousands of lines tell nobody anything: who wants them asks for them. */
  @Test
  void manyAlertsAreFoldedAndLeftOutOfTheTimeline() {
    server
        .on(
            "GET /api/v1/incidents/inc_1?alertLimit=50",
            200,
            """
            {"id":"inc_1","title":"orders fails","alerts":3000,"alertList":[{"name":"Listed"}],
             "alertGroups":[{"name":"HighErrorRate","alerts":2990,"entities":80,"status":"firing"},
              {"name":"HighLatency","alerts":10,"entities":3,"status":"resolved"}]}\
            """)
        .on(TIMELINE + "?alerts=false&limit=500", 200, timeline(1, "\"x\":0"));
    var run = run().execute("incident", "inc_1");
    assertThat(run.data())
        .contains("ALERTS (3000, folded; --all shows each)", "2990", "80", "HighLatency", "entry 1")
        .doesNotContain("Listed");
  }

  @Test
  void anIncidentIsShownWithItsCauseEvidenceAndTimeline() {
    server
        .on(
            "GET /api/v1/incidents/inc_1?alertLimit=50",
            200,
            """
            {"id":"inc_1","title":"orders fails","state":"open","severity":"critical",
             "environment":"production","openedAt":"2026-01-01T09:59:00Z","alertList":[{"name":"HighErrorRate"}],
             "diagnoses":[{"decided":true,"causes":[{"entity":"service/demo/orders",
              "kind":"RELEASE","change":"r-2","score":90,
              "reasons":[{"text":"fails first","points":40,"claims":["c1"]}]}],
              "claims":[{"id":"c1","source":"prometheus","query":"q","statement":"60% fail"}],
              "gaps":["logs"]}]}\
            """)
        .on(TIMELINE + "?alerts=true&limit=500", 200, timeline(1, "\"next\":\"1\""))
        .on(TIMELINE + "?alerts=true&cursor=1&limit=500", 200, timeline(2, "\"x\":0"));
    var run = run().execute("incident", "inc_1");
    assertThat(run.data())
        .contains(
            "inc_1  open  critical  production  orders fails\n",
            "90  service/demo/orders, RELEASE, change r-2",
            "+40 fails first [c1]",
            "c1  60% fail",
            "not known: logs",
            "HighErrorRate",
            "incident.opened: entry 1 (anna)",
            "incident.opened: entry 2 (anna)");
    assertThat(run().execute("incident", "inc_1", "-o", "jsonl").lines())
        .singleElement()
        .asString()
        .contains("\"timeline\":[{", "entry 2");
  }

  @Test
  void whoMakesATokenOfAKnownNameIsToldOfTheOther() {
    server.on(
        "POST /api/v1/tokens",
        200,
        "{\"id\":\"tok_2\",\"token\":\"s3cret\",\"namesakes\":[\"tok_1\"]}");
    var run = run().execute("token", "create", "ci", "--role", "change_intake");
    assertThat(run.messages()).contains("stays good: countersign token revoke tok_1");
    assertThat(run.data()).isEqualTo("s3cret\n");
  }

  @Test
  void aMuteThatFitsNothingKnownIsWarnedOf() {
    server.on("POST /api/v1/mutes", 200, "{\"mute\":\"mute_1\",\"known\":false}");
    var run = run().execute("mute", "--alert", "HighEror", "--for", "1h", "--reason", "r");
    assertThat(run.exit()).isZero();
    assertThat(run.messages()).contains("No alert that it fits was ever told");
    server.on("POST /api/v1/mutes", 200, "{\"mute\":\"mute_1\",\"known\":true}");
    assertThat(run().execute("mute", "--alert", "High", "--for", "1h", "--reason", "r").messages())
        .doesNotContain("ever told");
  }

  @Test
  void aHandOverFromBeforeTheLastDiagnosisIsSaidToBe() {
    var incident =
        """
        {"id":"inc_1","escalation":"no cause stood out","escalatedAt":"2026-01-01T09:50:00Z",
         "muted":true,"stillOpen":"alerts fire",
         "alertList":[{"name":"HighErrorRate","mute":"mute_1"}],
         "diagnoses":[{"at":"2026-01-01T09:55:00Z","decided":true}]}\
        """;
    var path = "GET /api/v1/incidents/inc_1?alertLimit=50";
    server.on(path, 200, incident).on(TIMELINE + "?alerts=true&limit=500", 200, "{}");
    assertThat(run().execute("incident", "inc_1").data())
        .contains(
            "handed to a person 10m ago (2026-01-01T09:50:00Z), before the last diagnosis: no"
                + " cause",
            "still open: alerts fire",
            "muted: each of its alerts",
            "mute_1");
    server.on(path, 200, incident.replace("09:55", "09:45"));
    assertThat(run().execute("incident", "inc_1").data())
        .contains("(2026-01-01T09:50:00Z): no cause");
  }

  private static String timeline(int number, String more) {
    return """
    {"items":[{"at":"2026-01-01T09:59:00Z","type":"incident.opened","actor":"p_1",
     "actorName":"anna","summary":"entry NUMBER"}],MORE}\
    """
        .replace("NUMBER", Integer.toString(number))
        .replace("MORE", more);
  }
}
