package io.countersign.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.Actor;
import io.countersign.domain.CommandContext;
import io.countersign.domain.Digest;
import io.countersign.domain.Facts;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.PrincipalKind;
import io.countersign.domain.Surface;
import io.countersign.domain.access.ConfirmationId;
import io.countersign.domain.access.confirmation.ConfirmationCommand.ConfirmChange;
import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.Ledger;
import io.countersign.server.TestServer;
import io.countersign.server.web.CommandSender;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One administrator isn't two approvers. */
class ConfirmationTest {
  @AutoClose private static final TestServer SERVER = TestServer.fresh();
  private static final String FIRST = SERVER.administrator();
  private static final String SECOND = bootstrap();

  private final String name = "p" + UUID.randomUUID();

  /** Until then one goes alone; that it's over is on record. */
  private static String bootstrap() {
    assertThat(SERVER.invited("early", "approver")).isNotEmpty();
    assertThat(SERVER.invited("lasting", "approver")).isNotEmpty();
    assertThat(SERVER.add("known", "approver").status()).isEqualTo(200);
    assertThat(SERVER.add("invented", "administrator").code()).isEqualTo("INVITATION_REQUIRED");
    assertThat(doctor()).contains("without a second person");
    var waiting = Map.of("name", "waiting", "roles", List.of("administrator"));
    assertThat(SERVER.post(FIRST, "/api/v1/users", waiting).status()).isEqualTo(200);
    assertThat(doctor()).as("nobody chose that password").contains("without a second person");
    var second = SERVER.secondAdministrator();
    assertThat(events("access.bootstrap-ended")).hasSize(1);
    assertThat(doctor()).doesNotContain("without a second person");
    return second;
  }

  private static String doctor() {
    return SERVER.get(FIRST, "/api/v1/doctor").text();
  }

  private static List<String> events(String type) {
    return SERVER
        .get(FIRST, "/api/v1/audit/events?limit=500&type=" + type)
        .json()
        .path("items")
        .valueStream()
        .map(Object::toString)
        .toList();
  }

  private static TestServer.Reply confirm(String bearer, String id) {
    var digest = SERVER.get(FIRST, "/api/v1/confirmations/" + id).json().path("digest").asString();
    return SERVER.post(
        bearer, "/api/v1/confirmations/" + id + "/confirm", Map.of("digest", digest));
  }

  private static String waits(TestServer.Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("confirmation").asString("");
  }

  private TestServer.Reply grant(String bearer, String... roles) {
    return SERVER.post(bearer, "/api/v1/users/" + name + "/roles", Map.of("grant", List.of(roles)));
  }

  private String roles() {
    return SERVER
        .get(FIRST, "/api/v1/users")
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("name").asString().equals(name))
        .map(it -> it.path("roles").toString())
        .findFirst()
        .orElseThrow();
  }

  private static TestServer.Reply redeem(String name, String secret, String password) {
    return SERVER.redeem(name, secret, password);
  }

  /** Its first half is told who proposed it, its second who confirmed it; the person needs both. */
  private static String bothHalves(TestServer.Reply proposed) {
    var first = proposed.json().path("secret").asString();
    var second = confirm(SECOND, waits(proposed)).json().path("secret").asString();
    assertThat(List.of(first, second)).allMatch(it -> it.matches("ots_[0-9a-f]{32}"));
    return first + "-" + second;
  }

  /** Its token opens nothing before. */
  @Test
  void aServiceThatReachesEverythingIsGivenThatByTwo() {
    var token = Map.of("name", name, "roles", List.of("viewer"));
    var made = SERVER.post(FIRST, "/api/v1/tokens", token);
    var confirmation = waits(made);
    var bearer = made.json().path("token").asString();
    assertThat(SERVER.get(bearer, "/api/v1/incidents").status()).isEqualTo(403);
    assertThat(confirm(FIRST, confirmation).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(confirm(SECOND, confirmation).status()).isEqualTo(200);
    Eventually.holds(
        "the service's role", () -> SERVER.get(bearer, "/api/v1/incidents").status() == 200);

    var never = Map.of("name", "n" + name, "roles", List.of("operator"));
    assertThat(SERVER.post(FIRST, "/api/v1/tokens", never).code()).isEqualTo("ROLE_CONFLICT");
  }

  /** Who sees everything is given that by two. */
  private void addViewer() {
    var added = SERVER.add(name, "viewer");
    assertThat(added.status()).as(added.text()).isEqualTo(200);
    assertThat(roles()).isEqualTo("[]");
    assertThat(confirm(SECOND, waits(added)).status()).isEqualTo(200);
  }

  /** Whoever is looked at doesn't end the look alone. */
  @Test
  void h13_anAuditorsAccessIsTakenByTwoAndOnRecord() {
    var auditor = SERVER.add(name, "auditor");
    assertThat(confirm(SECOND, waits(auditor)).status()).isEqualTo(200);
    var users = "/api/v1/users/" + name;
    var taken = SERVER.post(FIRST, users + "/roles", Map.of("revoke", List.of("auditor")));
    assertThat(roles()).isEqualTo("[\"AUDITOR\"]");
    assertThat(confirm(FIRST, waits(taken)).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    var ended = SERVER.post(FIRST, users + "/disable", Map.of("reason", "moved on"));
    assertThat(confirm(SECOND, waits(taken)).status()).isEqualTo(200);
    assertThat(roles()).isEqualTo("[]");
    assertThat(events("access.role-revoked").toString()).contains("AUDITOR");
    assertThat(events("access.change-confirmed").toString()).contains(waits(taken));
    assertThat(confirm(SECOND, waits(ended)).status()).isEqualTo(200);
  }

  @Test
  void aPromotionWaitsForAnotherAdministrator() {
    addViewer();
    var id = waits(grant(FIRST, "approver", "responder"));

    assertThat(roles()).isEqualTo("[\"VIEWER\"]");
    var second = SERVER.get(SECOND, "/api/v1/me").json().path("name").asString();
    var mine = SERVER.get(FIRST, "/api/v1/confirmations/" + id).json();
    assertThat(mine.path("mayConfirm").toString()).isEqualTo("[\"" + second + "\"]");
    assertThat(mine.path("obstacle").asString())
        .contains("You proposed this yourself", "another person with the role ADMINISTRATOR");
    var theirs = SERVER.get(SECOND, "/api/v1/confirmations/" + id).json();
    assertThat(theirs.hasNonNull("obstacle")).isFalse();
    assertThat(confirm(FIRST, id).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(confirm(SERVER.login(name, TestServer.password()), id).code())
        .isEqualTo("FORBIDDEN");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations").text())
        .contains(id, "grant APPROVER to " + name);
    assertThat(confirm(SECOND, id).status()).isEqualTo(200);
    assertThat(roles()).isEqualTo("[\"VIEWER\",\"RESPONDER\",\"APPROVER\"]");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations").text()).doesNotContain(id);
  }

  /** A confirmation is used up: what was taken away since stays away. */
  @Test
  void whatWasConfirmedIsDoneOnce() {
    addViewer();
    var id = waits(grant(FIRST, "approver"));
    confirm(SECOND, id);
    SERVER.post(FIRST, "/api/v1/users/" + name + "/roles", Map.of("revoke", List.of("approver")));
    assertThat(confirm(SECOND, id).status()).isEqualTo(200);
    assertThat(roles()).isEqualTo("[\"VIEWER\"]");
  }

  @Test
  void whatWasWithdrawnIsNotConfirmed() {
    addViewer();
    var id = waits(grant(FIRST, "commander"));
    SERVER.post(FIRST, "/api/v1/confirmations/" + id + "/withdraw", Map.of());
    assertThat(confirm(SECOND, id).code()).isEqualTo("NOT_PENDING");
    assertThat(
            SERVER
                .post(
                    SECOND,
                    "/api/v1/confirmations/cnf_00000000000000000000/confirm",
                    Map.of("digest", "0".repeat(64)))
                .code())
        .isEqualTo("UNKNOWN_CONFIRMATION");
    assertThat(roles()).isEqualTo("[\"VIEWER\"]");
  }

  /** Neither administrator could be the approver: each knows half of the secret. */
  @Test
  void aNewApproverChoosesAPasswordByTwoHalves() {
    var given = SERVER.add(name, "approver", "responder");
    assertThat(given.code()).isEqualTo("CONFIRMATION_REQUIRED");
    var added =
        SERVER.post(
            FIRST,
            "/api/v1/users",
            Map.of("name", name, "roles", List.of("approver", "responder")));
    var first = added.json().path("secret").asString();
    assertThat(roles()).isEqualTo("[]");
    assertThat(redeem(name, first, "my own password").text())
        .contains("BAD_CREDENTIALS", "one-time secret is wrong", "two halves");

    var second = confirm(SECOND, waits(added)).json().path("secret").asString();
    assertThat(roles()).isEqualTo("[\"RESPONDER\",\"APPROVER\"]");
    assertThat(redeem(name, second, "my own password").code()).isEqualTo("BAD_CREDENTIALS");
    assertThat(redeem(name, first, "my own password").code()).isEqualTo("BAD_CREDENTIALS");
    assertThat(redeem(name, first + "-" + second, "my own password").status()).isEqualTo(200);
    assertThat(SERVER.login(name, "my own password")).isNotEmpty();
    assertThat(redeem(name, first + "-" + second, "another password").code())
        .isEqualTo("BAD_CREDENTIALS");
  }

  @Test
  void aResetEndsThePasswordAndItsOwnerChoosesAnother() {
    SERVER.add(name, "viewer");
    var old = SERVER.login(name, TestServer.password());
    var set = Map.of("password", "as I want it");
    assertThat(SERVER.post(FIRST, "/api/v1/users/" + name + "/password", set).code())
        .isEqualTo("CONFIRMATION_REQUIRED");
    var reset = SERVER.post(FIRST, "/api/v1/users/" + name + "/reset", Map.of());
    assertThat(SERVER.get(old, "/api/v1/me").status()).as("not before").isEqualTo(200);
    var half = confirm(SECOND, waits(reset)).json().path("secret").asString();

    assertThat(SERVER.get(old, "/api/v1/me").status()).isEqualTo(401);
    assertThat(SERVER.tryLogin(name, TestServer.password()).code()).isEqualTo("BAD_CREDENTIALS");
    var secret = reset.json().path("secret").asString() + " " + half;
    assertThat(redeem(name, secret, "my own password").status()).isEqualTo(200);
    assertThat(SERVER.login(name, "my own password")).isNotEmpty();
    assertThat(events("access.password-reset-issued").toString()).doesNotContain(half);
  }

  /** What can't be carried out is over, and said so: nobody waits for it. */
  @Test
  void whoEditsTheCatalogueCantApprove() {
    SERVER.add(name, "viewer");
    var id = waits(grant(FIRST, "approver"));
    assertThat(confirm(SECOND, waits(grant(FIRST, "catalog_editor"))).status()).isEqualTo(200);
    assertThat(grant(FIRST, "approver").code()).as("not even proposed").isEqualTo("ROLE_CONFLICT");
    assertThat(confirm(SECOND, id).code()).isEqualTo("ROLE_CONFLICT");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations/" + id).text())
        .contains("\"state\":\"failed\"");
    assertThat(events("access.change-failed").toString()).contains(id);
  }

  /** Else whoever chose it, or handed it out, would have a say. */
  @Test
  void whoIsGivenASayChoosesAnotherPassword() {
    SERVER.add(name, "viewer");
    var knows = SERVER.login(name, TestServer.password());
    var secret = bothHalves(grant(FIRST, "approver"));

    assertThat(SERVER.get(knows, "/api/v1/me").status()).isEqualTo(401);
    assertThat(SERVER.tryLogin(name, TestServer.password()).code()).isEqualTo("BAD_CREDENTIALS");
    assertThat(redeem(name, secret, "my own password").status()).isEqualTo(200);
    assertThat(grant(FIRST, "commander").json().path("secret").isMissingNode())
        .as("two persons handed it out")
        .isTrue();
  }

  @Test
  void whosePasswordAnotherChoseConfirmsNothing() {
    var pipeline = SERVER.confirmedToken(SECOND, "catalog_editor");
    catalog(pipeline, "{name: web, owner: a, tier: 1}");
    var id = waits(catalog(pipeline, "{name: web, owner: a, tier: 4}"));
    var known = SERVER.login("known", TestServer.password());
    assertThat(confirm(known, id).code()).isEqualTo("CREDENTIAL_NOT_OWN");
    assertThat(doctor()).contains("handed out the passwords of early, known, lasting");
    catalog(pipeline, "{name: web, owner: a, tier: 1}");
  }

  /** One administrator alone can't see to it that nobody is left who decides. */
  @Test
  void theLastWhoDecidesIsTakenByTwo() {
    var second = SERVER.get(SECOND, "/api/v1/me").json().path("name").asString();
    var demoted =
        SERVER.post(
            FIRST,
            "/api/v1/users/" + second + "/roles",
            Map.of("revoke", List.of("administrator")));
    var disabled =
        SERVER.post(FIRST, "/api/v1/users/" + second + "/disable", Map.of("reason", "in my way"));

    assertThat(waits(demoted)).startsWith("cnf_");
    assertThat(waits(disabled)).startsWith("cnf_");
    assertThat(confirm(FIRST, waits(disabled)).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations").text())
        .contains("revoke ADMINISTRATOR from " + second, "for good: in my way");
  }

  /** The second person's word is on record, and the server dies before it's carried out. */
  private static void agreed(String id, Instant at) {
    agreed(SECOND, id, at);
  }

  private static void agreed(String bearer, String id, Instant at) {
    var digest = SERVER.get(SECOND, "/api/v1/confirmations/" + id).json().path("digest").asString();
    var second =
        new PrincipalId(SERVER.get(bearer, "/api/v1/me").json().path("principal").asString());
    var context =
        new CommandContext(
            UUID.randomUUID(),
            new Actor(second, PrincipalKind.PERSON),
            at,
            Surface.API,
            id,
            null,
            null,
            Facts.NONE);
    var confirm = new ConfirmChange(new ConfirmationId(id), new Digest(digest));
    var _ = SERVER.bean(CommandSender.class).send(confirm, context);
  }

  @Test
  void whatWasConfirmedAndBrokeOffIsShownAndGoneOnWith() {
    SERVER.add(name, "viewer");
    var fresh = waits(grant(FIRST, "commander"));
    agreed(fresh, Instant.now());
    assertThat(SERVER.get(FIRST, "/api/v1/confirmations").text())
        .contains("\"id\":\"" + fresh + "\",\"kind\":\"role-change\",\"state\":\"confirmed\"");

    var proposed = grant(FIRST, "approver");
    agreed(waits(proposed), Instant.now().minusSeconds(120));
    Eventually.holds("it's carried out", () -> roles().contains("APPROVER"));
    var first = proposed.json().path("secret").asString();
    assertThat(redeem(name, first, "my own password").status()).as("one half").isEqualTo(401);
    var second = confirm(SECOND, waits(proposed)).json().path("secret").asString();
    assertThat(redeem(name, first + "-" + second, "my own password").status()).isEqualTo(200);
  }

  @Test
  void whoConfirmedIsToldAnotherHalfUntilItIsUsed() {
    SERVER.add(name, "viewer");
    var reset = SERVER.post(FIRST, "/api/v1/users/" + name + "/reset", Map.of());
    var first = reset.json().path("secret").asString();
    var lost = confirm(SECOND, waits(reset)).json().path("secret").asString();
    var again = confirm(SECOND, waits(reset)).json().path("secret").asString();

    assertThat(redeem(name, first + "-" + lost, "my own password").status()).isEqualTo(401);
    assertThat(redeem(name, first + "-" + again, "my own password").status()).isEqualTo(200);
    assertThat(confirm(SECOND, waits(reset)).json().path("secret").isMissingNode()).isTrue();
  }

  /** Nobody else could be them. */
  private String approver() {
    return approver(name);
  }

  private static String approver(String name) {
    var secret =
        bothHalves(
            SERVER.post(
                FIRST, "/api/v1/users", Map.of("name", name, "roles", List.of("approver"))));
    redeem(name, secret, TestServer.password());
    return SERVER.login(name, TestServer.password());
  }

  private static TestServer.Reply catalog(String bearer, String entities) {
    return SERVER.put(
        bearer, "/api/v1/catalog", "environment: production\nentities: [" + entities + "]");
  }

  private static String catalog() {
    return SERVER.get(FIRST, "/api/v1/catalog").text();
  }

  /** Nobody knows who holds the token that asked for it, so two persons answer for it. */
  @Test
  void whatTheCatalogueReducesWaitsForAnApproverAndTheRestIsTaken() {
    var pipeline = SERVER.confirmedToken(SECOND, "catalog_editor");
    var approver = approver();
    catalog(pipeline, "{name: web, owner: a, tier: 1}, {name: orders, owner: a, tier: 1}");
    var reply =
        catalog(pipeline, "{name: web, owner: b, tier: 3}, {name: stock, owner: a, tier: 4}");
    var id = waits(reply);

    assertThat(reply.json().path("waiting").asInt()).isEqualTo(3);
    assertThat(catalog()).contains("\"owner\":\"a\",\"tier\":1", "orders", "stock");
    assertThat(confirmation(id)).contains("\"missing\":2");
    var adopted = confirm(approver, id);
    assertThat(adopted.json().path("outcome").asString()).isEqualTo("adopted");
    assertThat(confirm(approver, id).text())
        .as("whoever holds the token could be this one")
        .contains("SECOND_PERSON_REQUIRED", "another person with the role APPROVER");
    assertThat(confirm(FIRST, id).code()).isEqualTo("FORBIDDEN");
    assertThat(confirm(SERVER.login("early", TestServer.password()), id).code())
        .as("the first administrator could be both")
        .isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(confirmation(id)).contains("\"missing\":1", "\"adopterName\":\"" + name + "\"");
    var other = approver("o" + name);
    assertThat(confirmation(id))
        .contains(
            "service/production/web becomes tier 3",
            "service/production/web goes from a to b",
            "service/production/orders goes");
    assertThat(confirm(other, id).status()).isEqualTo(200);
    assertThat(catalog()).contains("\"owner\":\"b\",\"tier\":3").doesNotContain("orders");
  }

  /** A group, and who audits everything through it. */
  private void auditsThroughGroup() {
    SERVER.add(name);
    var group = Map.of("name", name, "title", "Auditors");
    assertThat(SERVER.post(FIRST, "/api/v1/groups", group).status()).isEqualTo(200);
    var auditor = Map.of("group", name, "role", "auditor");
    var granted = waits(SERVER.post(FIRST, "/api/v1/grants", auditor));
    assertThat(confirm(SECOND, granted).status()).isEqualTo(200);
    var members = "/api/v1/groups/" + name + "/members";
    var added = waits(SERVER.post(FIRST, members, Map.of("principal", name)));
    assertThat(confirm(SECOND, added).status()).isEqualTo(200);
  }

  /** Nobody is asked to confirm what can't be done. */
  @Test
  void whatCannotBeGivenIsNotProposed() {
    addViewer();
    var grants = "/api/v1/grants";
    var nowhere = Map.of("group", "none-" + name, "role", "approver", "team", "t");
    assertThat(SERVER.post(FIRST, grants, nowhere).code()).isEqualTo("UNKNOWN_GROUP");
    var member = Map.of("principal", name);
    assertThat(SERVER.post(FIRST, "/api/v1/groups/none-" + name + "/members", member).code())
        .isEqualTo("UNKNOWN_GROUP");
    var group = Map.of("name", "g" + name, "title", "Approvers");
    assertThat(SERVER.post(FIRST, "/api/v1/groups", group).status()).isEqualTo(200);
    var deciding = Map.of("group", "g" + name, "role", "approver", "team", "t");
    var given = SERVER.post(FIRST, grants, deciding);
    assertThat(given.json().path("warning").asString()).contains("no team is called t");
  }

  /** Else a second person confirms what's refused, and whoever proposed it isn't told. */
  @Test
  void whosePasswordAnotherChoseIsNotProposedForASay() {
    SERVER.add(name, "viewer");
    var own = Map.of("principal", name, "role", "approver", "team", "t");
    var refused = SERVER.post(FIRST, "/api/v1/grants", own);
    assertThat(refused.code()).isEqualTo("CREDENTIAL_NOT_OWN");
    assertThat(refused.text()).contains("countersign user reset " + name);

    var group = Map.of("name", "g" + name, "title", "Approvers");
    assertThat(SERVER.post(FIRST, "/api/v1/groups", group).status()).isEqualTo(200);
    var ofGroup = Map.of("group", "g" + name, "role", "approver", "team", "t");
    var granted = waits(SERVER.post(FIRST, "/api/v1/grants", ofGroup));
    var members = "/api/v1/groups/g" + name + "/members";
    var early = waits(SERVER.post(FIRST, members, Map.of("principal", name)));
    assertThat(early).as("its members have no say yet").isNotEmpty();
    assertThat(confirm(SECOND, granted).status()).isEqualTo(200);
    var late = SERVER.post(FIRST, members, Map.of("principal", name));
    assertThat(late.code()).isEqualTo("CREDENTIAL_NOT_OWN");
    assertThat(late.text()).contains("countersign user reset " + name);
  }

  @Test
  void aGroupOfWhomOneHasNoPasswordOfTheirOwnIsNotProposedForASay() {
    SERVER.add(name, "viewer");
    var group = Map.of("name", name, "title", "Watchers");
    assertThat(SERVER.post(FIRST, "/api/v1/groups", group).status()).isEqualTo(200);
    var member = Map.of("principal", name);
    var added = waits(SERVER.post(FIRST, "/api/v1/groups/" + name + "/members", member));
    assertThat(confirm(SECOND, added).status()).isEqualTo(200);
    var say = Map.of("group", name, "role", "approver", "team", "t");
    var refused = SERVER.post(FIRST, "/api/v1/grants", say);
    assertThat(refused.code()).isEqualTo("CREDENTIAL_NOT_OWN");
    assertThat(refused.text()).contains("countersign user reset " + name);
    var reads = Map.of("group", name, "role", "responder", "team", "t");
    assertThat(SERVER.post(FIRST, "/api/v1/grants", reads).status()).isEqualTo(200);
  }

  /** Whoever is looked at doesn't end the look alone, nor by taking it from the group. */
  @Test
  void whoAuditsThroughAGroupIsTakenOutByTwo() {
    auditsThroughGroup();
    var members = "/api/v1/groups/" + name + "/members";
    var removal = waits(SERVER.delete(FIRST, members + "/" + name));
    assertThat(confirmation(removal))
        .contains("take the person " + name + " out of the group " + name);
    var grant =
        SERVER
            .get(FIRST, "/api/v1/grants")
            .json()
            .path("items")
            .valueStream()
            .filter(it -> it.path("holderName").asString("").equals(name))
            .map(it -> it.path("id").asString())
            .findFirst()
            .orElseThrow();
    var revocation = waits(SERVER.delete(FIRST, "/api/v1/grants/" + grant));
    assertThat(confirmation(revocation))
        .contains("take auditor", "from each member of the group " + name);
    var disabling =
        SERVER.post(FIRST, "/api/v1/users/" + name + "/disable", Map.of("reason", "left"));
    assertThat(waits(disabling)).isNotEmpty();
    assertThat(confirm(SECOND, revocation).status()).isEqualTo(200);
    assertThat(confirm(SECOND, removal).status()).isEqualTo(200);
    assertThat(SERVER.get(FIRST, "/api/v1/groups").text())
        .contains("\"title\":\"Auditors\",\"members\":[]");
  }

  private static String confirmation(String id) {
    return SERVER.get(SECOND, "/api/v1/confirmations/" + id).text();
  }

  /** A person who proposes what a machine did stands for it: one approver will do. */
  @Test
  void whoProposesWhatAMachineDidAdoptsIt() {
    var pipeline = SERVER.confirmedToken(SECOND, "catalog_editor");
    var entity = "{name: web, owner: a, tier: ";
    catalog(pipeline, entity + "1}");
    var id = waits(catalog(pipeline, entity + "4}"));
    assertThat(waits(catalog(FIRST, entity + "4}"))).isEqualTo(id);
    assertThat(waits(catalog(pipeline, entity + "4}"))).isEqualTo(id);
    assertThat(confirm(approver(), id).json().path("outcome").asString()).isEqualTo("done");
    assertThat(catalog()).contains("web", "\"tier\":4");
  }

  /** They agree to all of it, so they can read all of it. */
  @Test
  void whoConfirmsSeesAllThatIsReduced() {
    var approver = approver();
    catalog(FIRST, services() + "{name: web, owner: a, tier: 1}");
    var id = waits(catalog(FIRST, "{name: web, owner: a, tier: 1}"));
    assertThat(confirmation(id)).contains("entities that go 2", "service/production/many99 goes");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations").text())
        .contains("service/production/many0 goes", " more")
        .doesNotContain("service/production/many99 goes");
    assertThat(confirm(approver, id).status()).isEqualTo(200);
  }

  private static String services() {
    return IntStream.range(0, 205)
        .mapToObj(i -> "{name: many" + i + ", owner: a, tier: 1}, ")
        .collect(Collectors.joining());
  }

  /** The old password may have been in wrong hands. */
  @Test
  void whatWasAdoptedIsOverWithTheAdoptersPassword() {
    var pipeline = SERVER.confirmedToken(SECOND, "catalog_editor");
    var adopter = approver();
    var other = approver("o" + name);
    catalog(pipeline, "{name: web, owner: a, tier: 1}");
    var id = waits(catalog(pipeline, "{name: web, owner: a, tier: 4}"));
    assertThat(confirm(adopter, id).json().path("outcome").asString()).isEqualTo("adopted");
    var reset = SERVER.post(FIRST, "/api/v1/users/" + name + "/reset", Map.of());
    assertThat(redeem(name, bothHalves(reset), "my own password").status()).isEqualTo(200);
    assertThat(confirm(other, id).code()).isEqualTo("NOT_PENDING");
    assertThat(confirmation(id)).contains("\"state\":\"withdrawn\"");
  }

  /** What waits is told those who may ask for it. */
  @Test
  void whoMayNotProposeItIsRefusedThoughItWaitsAlready() {
    SERVER.add(name, "viewer");
    var viewer = SERVER.login(name, TestServer.password());
    SERVER.put(FIRST, "/api/v1/kill-switch", "{\"on\":true,\"reason\":\"storm\"}");
    var over = "{\"on\":false,\"reason\":\"over\"}";
    var id = waits(SERVER.put(FIRST, "/api/v1/kill-switch", over));
    assertThat(waits(SERVER.put(FIRST, "/api/v1/kill-switch", over))).isEqualTo(id);
    assertThat(SERVER.put(viewer, "/api/v1/kill-switch", over).code()).isEqualTo("FORBIDDEN");
    assertThat(confirm(SECOND, id).status()).isEqualTo(200);
  }

  /** Else the same could be proposed by nobody for a day. */
  @Test
  void whatNobodyCanConfirmAnyMoreIsInNobodysWay() {
    var added = SERVER.add(name, "catalog_editor").json().path("confirmation").asString();
    assertThat(confirm(SECOND, added).status()).isEqualTo(200);
    var editor = SERVER.login(name, TestServer.password());
    var pipeline = SERVER.confirmedToken(SECOND, "catalog_editor");
    var entity = "{name: web, owner: a, tier: ";
    catalog(pipeline, entity + "1}");
    var byEditor = waits(catalog(editor, entity + "4}"));
    SERVER.post(FIRST, "/api/v1/users/" + name + "/disable", Map.of("reason", "left"));
    var leaked = waits(catalog(pipeline, entity + "4}"));
    assertThat(leaked).isNotEqualTo(byEditor);
    assertThat(confirmation(byEditor)).contains("\"state\":\"withdrawn\"");

    var token = pipeline.substring(0, pipeline.indexOf('.'));
    assertThat(SERVER.delete(FIRST, "/api/v1/tokens/" + token).status()).isEqualTo(200);
    assertThat(confirm(FIRST, leaked).code()).isEqualTo("NOT_PENDING");
    var anew = waits(catalog(SERVER.confirmedToken(SECOND, "catalog_editor"), entity + "4}"));
    assertThat(anew).isNotEqualTo(leaked);
    assertThat(confirm(FIRST, anew).status()).isEqualTo(200);
  }

  /** What a newer catalogue doesn't want to reduce isn't reduced by an older one. */
  @Test
  void aNewerCatalogueSupersedesWhatWaits() {
    var approver = approver();
    catalog(FIRST, "{name: web, owner: a, tier: 1}");
    var older = waits(catalog(FIRST, "{name: web, owner: a, tier: 4}"));
    assertThat(waits(catalog(FIRST, "{name: web, owner: a, tier: 4}"))).isEqualTo(older);
    catalog(FIRST, "{name: web, owner: a, tier: 1}");
    assertThat(confirm(approver, older).code()).isEqualTo("NOT_PENDING");
  }

  /** Nor is it carried out later, though somebody agreed to it before. */
  @Test
  void aNewerCatalogueSupersedesWhatWasConfirmedAndBrokeOff() {
    var approver = approver();
    catalog(FIRST, "{name: web, owner: a, tier: 1}");
    var older = waits(catalog(FIRST, "{name: web, owner: a, tier: 4}"));
    agreed(approver, older, Instant.now());
    assertThat(waits(catalog(FIRST, "{name: web, owner: a, tier: 4}")))
        .as("still the same")
        .isEqualTo(older);
    catalog(FIRST, "{name: web, owner: b, tier: 1}");

    assertThat(confirm(approver, older).code()).isEqualTo("NOT_PENDING");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations/" + older).text())
        .contains("\"state\":\"withdrawn\"");
    assertThat(catalog()).contains("\"owner\":\"b\",\"tier\":1");
  }

  @Test
  void whatSeveralCarryOutAtOnceIsDoneOnce() throws Exception {
    var approver = approver();
    var entity = "{name: " + name + ", owner: a, tier: ";
    catalog(FIRST, entity + "1}");
    var id = waits(catalog(FIRST, entity + "4}"));
    agreed(approver, id, Instant.now());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var both = threads.invokeAll(Collections.nCopies(4, () -> confirm(approver, id).status()));
      for (var one : both) {
        assertThat(one.get()).isEqualTo(200);
      }
    }
    assertThat(events("catalog.entity-declared")).filteredOn(it -> it.contains(name)).hasSize(2);
    assertThat(events("access.change-completed")).filteredOn(it -> it.contains(id)).hasSize(1);
  }

  @Test
  void whatCantBeReadAnyMoreHasFailed() {
    var approver = approver();
    catalog(FIRST, "{name: web, owner: a, tier: 1}");
    var id = waits(catalog(FIRST, "{name: web, owner: a, tier: 4}"));
    SERVER
        .bean(Ledger.class)
        .transactions()
        .call(
            sql ->
                sql.execute(
                    "update confirmation_fact set subject = jsonb_set(subject::jsonb,"
                        + " '{material,digest}', to_jsonb(repeat('0', 64)))::text"
                        + " where confirmation = ?",
                    id));

    assertThat(SERVER.get(approver, "/api/v1/confirmations/" + id).text())
        .contains("can't be read any more");
    assertThat(confirm(approver, id).code()).isEqualTo("CONTENT_CHANGED");
    assertThat(SERVER.get(SECOND, "/api/v1/confirmations/" + id).text())
        .contains("\"state\":\"failed\"");
    assertThat(catalog()).contains("\"tier\":1");
  }

  /** What was given by two is taken by one; nobody's older word gives it again. */
  @Test
  void whatWasTakenSinceIsNotGivenByWhatBrokeOff() {
    addViewer();
    var id = waits(grant(FIRST, "approver"));
    agreed(id, Instant.now());
    assertThat(
            SERVER
                .post(
                    FIRST,
                    "/api/v1/users/" + name + "/roles",
                    Map.of("revoke", List.of("approver")))
                .status())
        .isEqualTo(200);
    assertThat(confirm(SECOND, id).code()).isEqualTo("NOT_PENDING");
    assertThat(roles()).isEqualTo("[\"VIEWER\"]");
  }

  private static TestServer.Reply killSwitch(String bearer, boolean on, String reason) {
    return SERVER.put(
        bearer, "/api/v1/kill-switch", "{\"on\":" + on + ",\"reason\":\"" + reason + "\"}");
  }

  private static boolean halted() {
    return SERVER.get(FIRST, "/api/v1/kill-switch").json().path("on").asBoolean();
  }

  /** An operator of a part halts it alone; it takes the approver of that part to go on. */
  @Test
  void aPartIsHaltedByWhoOperatesItAndReleasedByTwo() {
    var part = "team-" + UUID.randomUUID();
    var operator = withinTeam(part, "operator");
    var approver = approver();
    var other = withinTeam("other-" + part, "operator");
    assertThat(halt(other, part, true).code()).isEqualTo("FORBIDDEN");
    assertThat(halt(operator, part, true).status()).isEqualTo(200);
    assertThat(halted()).isFalse();
    assertThat(SERVER.get(approver, "/api/v1/halts").text()).contains("for team " + part);
    assertThat(SERVER.get(other, "/api/v1/halts").text()).doesNotContain("for team " + part);
    assertThat(doctor()).contains("execution is halted for team " + part);

    var id = waits(halt(operator, part, false));
    assertThat(confirm(operator, id).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(confirm(approver, id).status()).isEqualTo(200);
    assertThat(SERVER.get(approver, "/api/v1/halts").text()).doesNotContain(part);
  }

  private static TestServer.Reply halt(String bearer, String team, boolean on) {
    var body = "{\"on\":%s,\"team\":\"%s\",\"reason\":\"storm\"}".formatted(on, team);
    return SERVER.put(bearer, "/api/v1/kill-switch", body);
  }

  private static String withinTeam(String team, String role) {
    var name = "p" + UUID.randomUUID();
    SERVER.add(name);
    var body = Map.of("principal", name, "role", role, "team", team);
    assertThat(waits(SERVER.post(FIRST, "/api/v1/grants", body))).isEmpty();
    return SERVER.login(name, TestServer.password());
  }

  /** One administrator stops everything; to go on takes two, and another halt is another's. */
  @Test
  void aHaltIsEndedByTwo() {
    assertThat(killSwitch(FIRST, true, "a storm").status()).isEqualTo(200);
    var older = waits(killSwitch(FIRST, false, "calm"));
    assertThat(confirm(FIRST, older).code()).isEqualTo("SECOND_PERSON_REQUIRED");
    assertThat(halted()).isTrue();
    agreed(older, Instant.now());
    assertThat(killSwitch(SECOND, true, "not yet").status()).isEqualTo(200);
    assertThat(confirm(SECOND, older).code()).isEqualTo("NOT_PENDING");
    assertThat(halted()).isTrue();

    var id = waits(killSwitch(SECOND, false, "now"));
    assertThat(confirm(approver(), id).status()).isEqualTo(200);
    assertThat(halted()).isFalse();
    assertThat(killSwitch(FIRST, false, "it is").json().path("outcome").asString())
        .isEqualTo("unchanged");
  }
}
