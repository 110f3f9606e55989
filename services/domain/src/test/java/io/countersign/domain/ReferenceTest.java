package io.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String URL = "https://jira.example.org/browse/OPS-7";
  private static final Reference ISSUE = new Reference("jira", "issue", "10042", URL);

  @Test
  void isOfTheSameThingWhereverThatIsOpened() {
    var moved = new Reference("jira", "issue", "10042", "https://jira.example.org/browse/WEB-1");

    assertThat(moved.isSameThing(ISSUE)).isTrue();
    assertThat(moved).isNotEqualTo(ISSUE).hasToString("jira/issue/10042");
    assertThat(new Reference("jira", "issue", "10043", URL).isSameThing(ISSUE)).isFalse();
    assertThat(new Reference("jira", "comment", "10042", URL).isSameThing(ISSUE)).isFalse();
    assertThat(new Reference("other-jira", "issue", "10042", URL).isSameThing(ISSUE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Jira", "1st", "team_slack", "-a", "a-", "a--b", "a b", "a/b", "ä"})
  void systemAndKindAreKebabCase(String name) {
    assertThatThrownBy(() -> new Reference(name, "issue", "1", URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("system");
    assertThatThrownBy(() -> new Reference("jira", name, "1", URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C012AB3CD:1712345678.123456", "46b66a40a9fe198101f243dfbc79033d", "a b"})
  void theIdIsTheSystemsOwn(String id) {
    assertThat(new Reference("team-slack", "message", id, URL).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " 1", "1\n", "a\tb", "\u0085"})
  void anIdThatIsBlankOrBreaksLinesIsNone(String id) {
    assertThatThrownBy(() -> new Reference("jira", "issue", id, URL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/browse/OPS-7",
        "jira.example.org/browse/OPS-7",
        "javascript:alert(1)",
        "ftp://jira.example.org/OPS-7",
        "https:///browse/OPS-7",
        "https://jira.example.org/a b"
      })
  void theAddressIsOneThatABrowserOpens(String url) {
    assertThatThrownBy(() -> new Reference("jira", "issue", "1", url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentialsInAnAddressAreNeitherTakenNorRepeated() {
    assertThatThrownBy(
            () -> new Reference("jira", "issue", "1", "https://bot:hunter2@example.org/1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issues?assignee=bob%40example.org",
        "people/bob@example.org",
        "people/bob%40example.org",
        "people/bob%2540example.org",
        "x?q=password%3Dhunter22secret",
        "x?%70assword%3Dhunter22"
      })
  void whatAnAddressHidesIsntRecordable(String path) {
    var url = "https://jira.example/" + path;
    assertThat(new Reference("jira", "issue", "1", url).isRecordable()).isFalse();
    assertThat(new Reference("jira", "issue", path, URL).isRecordable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"browse/OPS-7?jql=a%20b%3D%22c%22", "100%25/x", "@scope/pkg@1.2.3"})
  void anOrdinaryAddressIs(String path) {
    var url = "https://jira.example/" + path;
    assertThat(new Reference("jira", "issue", "1", url).isRecordable()).isTrue();
  }

  @Test
  void everyPartIsBounded() {
    var host = "https://jira.example.org/";
    assertThatCode(
            () ->
                new Reference(
                    "a".repeat(60), "b".repeat(60), "c".repeat(200), host + "d".repeat(2000 - 25)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Reference("a".repeat(61), "issue", "1", URL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Reference("jira", "b".repeat(61), "1", URL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Reference("jira", "issue", "c".repeat(201), URL))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Reference("jira", "issue", "1", host + "d".repeat(2001 - 25)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
