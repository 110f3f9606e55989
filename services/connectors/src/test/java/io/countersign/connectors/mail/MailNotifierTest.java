package io.countersign.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.countersign.connectors.mail.MailSettings.Security;
import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.notice.ApprovalNotifier;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.connectors.testing.ApprovalNotifierContract;
import io.countersign.connectors.testing.Outcomes;
import io.countersign.domain.testing.Eventually;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real mail server, and against one that answers what no real one is asked to. */
class MailNotifierTest extends ApprovalNotifierContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String PASSWORD = "password-of-the-mailer";
  private static final Map<String, String> LOGIN =
      Map.of("EHLO", "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN", "AUTH", "235 welcome");
  private static final List<String> TO = List.of("oncall@example.org", "lead@example.org");

  @TempDir Path folder;
  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});

  /** A busy machine may take long to start one. */
  private static ServerSetup setup(String protocol) {
    var setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(Eventually.PATIENCE.toMillis());
    return setup;
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    var _ = server.setUser("mailer", "mailer", PASSWORD);
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private MailNotifier mail(String host, int port, Security security, @Nullable Path authority) {
    return new MailNotifier(
        new MailSettings(
            "mail",
            host,
            port,
            security,
            "mailer",
            "file:" + folder.resolve("password"),
            authority,
            "countersign@example.org",
            TO,
            Duration.ofSeconds(60)),
        InstantSource.fixed(NOW));
  }

  private MailNotifier plain() {
    return mail("127.0.0.1", server.getSmtp().getPort(), Security.NONE, null);
  }

  private static MailNotifier withoutLogin(int port, Security security, Duration timeout) {
    return new MailNotifier(
        new MailSettings(
            "mail", "127.0.0.1", port, security, null, null, null, "from@example.org", TO, timeout),
        InstantSource.fixed(NOW));
  }

  @Override
  protected ApprovalNotifier notifier() {
    return plain();
  }

  /** One copy for each recipient. */
  @Override
  protected int taken() {
    return server.getReceivedMessages().length / TO.size();
  }

  @Override
  protected void down() {
    server.stop();
  }

  private MimeMessage received() {
    return server.getReceivedMessages()[0];
  }

  private String part(int number) throws Exception {
    var part = ((MimeMultipart) received().getContent()).getBodyPart(number);
    return String.valueOf(part.getContent());
  }

  @Override
  @Test
  protected void beingDownIsToldWithAdviceAndMayBeRetried() {
    var mail = plain();
    assertThat(mail.check().ok()).isTrue();
    server.stop();
    var failed = Outcomes.failed(mail.notify(NOTICE));
    assertThat(failed.code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(failed.category().retryable()).isTrue();
    assertThat(mail.check().advice()).isNotBlank();
  }

  @Test
  void itIsPlainTextWithHtmlBesideIt() throws Exception {
    var receipt = Outcomes.value(plain().notify(NOTICE));
    assertThat(received().getSubject())
        .isEqualTo("Approval requested: frontend is slow for its users");
    assertThat(received().getMessageID()).isEqualTo("<" + receipt.id() + "@countersign.invalid>");
    assertThat(received().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(Arrays.toString(received().getAllRecipients())).contains(TO.get(0), TO.get(1));
    assertThat(received().getContentType()).startsWith("multipart/alternative");
    assertThat(part(0)).contains("Risk: high", "Incident: inc_0123456789abcdef", NOTICE.url());
    assertThat(part(1)).contains("<dd>high</dd>", "<a href=\"" + NOTICE.url() + "\">");
  }

  /** Whoever was woken sees what would be done, until when, and what to type; no dead link. */
  @Test
  void whoWasWokenSeesWhatItDoesAndWhatToType() throws Exception {
    var asked =
        new Notice(
                Notice.Kind.APPROVAL_REMINDED,
                "rem_0123456789abcdef",
                "inc_0123456789abcdef",
                "a".repeat(64),
                "high",
                new Notice.Meaning("orders fail", "Users can't pay"),
                "",
                "http://127.0.0.1:7780/api/v1/remediations/rem_0123456789abcdef",
                Instant.parse("2026-11-22T03:00:12.123456789Z"))
            .with(
                "",
                List.of(
                    new Notice.Fact("Does", "rollback service/rig/orders with to=1.4.2"),
                    new Notice.Fact("Until", "2026-11-22 04:00 UTC")));
    Outcomes.value(plain().notify(asked));
    assertThat(received().getSubject()).isEqualTo("Approval still waits: orders fail");
    assertThat(part(0))
        .contains(
            "Does: rollback service/rig/orders with to=1.4.2",
            "Until: 2026-11-22 04:00 UTC",
            "Risk: high",
            "Run: countersign approve rem_0123456789abcdef",
            "At: 2026-11-22 03:00 UTC")
        .doesNotContain("/api/v1/", "Look at it", "123456789Z");
    assertThat(part(1)).doesNotContain("href");
  }

  @Test
  void aDecisionSaysHowItWasMadeInItsSubject() throws Exception {
    Outcomes.value(plain().notify(NOTICE.with("Denied", List.of())));
    assertThat(received().getSubject()).isEqualTo("Denied: frontend is slow for its users");
  }

  @Test
  void aTextCantBecomeAHeaderOrMarkup() throws Exception {
    var text = "x\r\nBcc: evil@example.net\r\n\r\n<script>alert(1)</script> \u202E & \u2028y";
    Outcomes.value(plain().notify(about(text)));
    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(Arrays.toString(received().getAllRecipients())).doesNotContain("evil");
    assertThat(received().getSubject()).doesNotContain("\r", "\n", "\u202E");
    assertThat(received().getSubject()).as("as cards have it").contains("[U+202E]");
    assertThat(part(1)).contains("&lt;script&gt;").doesNotContain("<script>", "\u202E");
  }

  private static Notice about(String text) {
    return new Notice(
        Notice.Kind.INCIDENT_ESCALATED,
        "",
        "inc_1",
        "",
        "",
        new Notice.Meaning(text, text),
        text,
        "javascript:alert(1)",
        NOW);
  }

  @Test
  void anotherSchemeIsNoLink() throws Exception {
    Outcomes.value(plain().notify(about("x")));
    assertThat(part(0) + part(1)).doesNotContain("javascript", "href");
  }

  @Test
  void whoIsOnCallIsToldInsteadOfWhoIsConfigured() throws Exception {
    Outcomes.value(plain().notify(NOTICE, List.of("pat@example.org")));
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(Arrays.toString(received().getAllRecipients())).isEqualTo("[pat@example.org]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pat@example.org,evil@example.net",
        "pat@example.org\r\nBcc: evil@example.net",
        "Pat <pat@example.org>",
        "pat",
        "group:pat@example.org;",
        ""
      })
  void whatIsNoAddressIsToldNothing(String address) {
    var failed = Outcomes.failed(plain().notify(NOTICE, List.of(address)));
    assertThat(failed.code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failed.message()).doesNotContain("pat", "evil");
    assertThat(server.getReceivedMessages()).isEmpty();
    assertThatThrownBy(() -> MailAddress.checked(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWrongPasswordIsFinalAndNotRepeated() throws Exception {
    Files.writeString(folder.resolve("password"), "another-password");
    var failed = Outcomes.failed(plain().notify(NOTICE));
    assertThat(failed.code()).isEqualTo(FailureCode.UNAUTHORISED);
    assertThat(failed.category()).isEqualTo(FailureCategory.USER);
    assertThat(failed.message()).doesNotContain("another-password");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  /** Also where the server offers one. */
  @Test
  void withoutALoginNoneIsTried() {
    var mail = withoutLogin(server.getSmtp().getPort(), Security.NONE, Duration.ofSeconds(60));
    assertThat(mail.check().ok()).isTrue();
    Outcomes.value(mail.notify(NOTICE));
    assertThat(taken()).isEqualTo(1);
  }

  /** What GreenMail shows is signed by nobody, and isn't of its name. */
  @Test
  void encryptedItIsOnlySentToWhomIsTrustedUnderItsOwnName() throws Exception {
    int port = server.getSmtps().getPort();
    var unknown = Outcomes.failed(mail("localhost", port, Security.TLS, null).notify(NOTICE));
    assertThat(unknown.code()).isEqualTo(FailureCode.UNREACHABLE);
    var store = KeyStore.getInstance("PKCS12");
    try (var in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      store.load(Objects.requireNonNull(in), "changeit".toCharArray());
    }
    var misnamed = mail("localhost", port, Security.TLS, certificate(store)).notify(NOTICE);
    assertThat(Outcomes.failed(misnamed).code()).isEqualTo(FailureCode.UNREACHABLE);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Security.class,
      names = {"TLS", "STARTTLS"})
  void encryptedItIsSentByEitherWay(Security security) throws Exception {
    var store = key();
    try (var peer = new ScriptedMailServer(LOGIN, context(store), security == Security.TLS)) {
      Outcomes.value(mail("localhost", peer.port(), security, certificate(store)).notify(NOTICE));
      assertThat(peer.heard()).anyMatch(it -> it.startsWith("encrypted AUTH"));
      assertThat(peer.heard())
          .filteredOn(it -> it.contains("AUTH") || it.contains("MAIL") || it.contains("Subject"))
          .hasSize(3)
          .allMatch(it -> it.startsWith("encrypted "));
    }
  }

  private KeyStore key() throws Exception {
    var file = folder.resolve("key.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                List.of(
                    (keytool
                            + " -genkeypair -alias a -keyalg EC -dname CN=localhost -validity 2"
                            + " -ext san=dns:localhost -storetype PKCS12 -storepass changeit"
                            + " -keystore "
                            + file)
                        .split(" ")))
            .start()
            .waitFor();
    assertThat(made).isZero();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, "changeit".toCharArray());
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private Path certificate(KeyStore store) throws Exception {
    var certificate = store.getCertificate(store.aliases().nextElement());
    var encoded = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void withoutStarttlsNothingLeavesInTheClear() {
    try (var peer = new ScriptedMailServer(Map.of("EHLO", "250 here"))) {
      var mail = withoutLogin(peer.port(), Security.STARTTLS, Duration.ofSeconds(60));
      assertThat(Outcomes.failed(mail.notify(NOTICE)).code()).isEqualTo(FailureCode.BAD_ANSWER);
      assertThat(peer.heard()).noneMatch(it -> it.startsWith("MAIL") || it.startsWith("DATA"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
  void busyIsTriedAgainAndRefusedIsNot(String command) {
    for (var answer : List.of("451 busy oncall@example.org", "550 no such oncall@example.org")) {
      try (var peer = new ScriptedMailServer(Map.of(command, answer))) {
        var mail = withoutLogin(peer.port(), Security.NONE, Duration.ofSeconds(60));
        var failed = Outcomes.failed(mail.notify(NOTICE));
        assertThat(failed.category().retryable()).isEqualTo(answer.startsWith("4"));
        assertThat(failed.message()).contains(answer.substring(0, 3)).doesNotContain("oncall@");
      }
    }
  }

  @Test
  void oneThatNeverAnswersIsLeft() {
    try (var peer = new ScriptedMailServer(Map.of("MAIL", ""))) {
      var mail = withoutLogin(peer.port(), Security.NONE, Duration.ofMillis(300));
      assertThat(Outcomes.failed(mail.notify(NOTICE)).code()).isEqualTo(FailureCode.TIMEOUT);
    }
  }

  @Test
  void aLoginThatFailsForNowIsTriedAgain() {
    for (var answer : List.of("454 4.7.0 temporary failure", "535 5.7.8 not so")) {
      var answers = Map.of("EHLO", "250-here\r\n250 AUTH PLAIN", "AUTH", answer);
      try (var peer = new ScriptedMailServer(answers)) {
        var mail = mail("127.0.0.1", peer.port(), Security.NONE, null);
        var failed = Outcomes.failed(mail.notify(NOTICE));
        assertThat(failed.category().retryable()).as(answer).isEqualTo(answer.startsWith("4"));
        assertThat(failed.message()).doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void whoseMailboxIsGoneKeepsNobodyElseFromBeingTold() {
    var rcpt = "RCPT TO:<" + TO.getFirst() + ">";
    try (var peer = new ScriptedMailServer(Map.of(rcpt, "550 no such mailbox"))) {
      var mail = withoutLogin(peer.port(), Security.NONE, Duration.ofSeconds(60));
      Outcomes.value(mail.notify(NOTICE));
      assertThat(peer.heard()).anyMatch(it -> it.startsWith("Subject"));
    }
    try (var peer = new ScriptedMailServer(Map.of(rcpt, "450 busy"))) {
      var mail = withoutLogin(peer.port(), Security.NONE, Duration.ofSeconds(60));
      assertThat(Outcomes.failed(mail.notify(NOTICE)).category().retryable()).isTrue();
    }
  }
}
