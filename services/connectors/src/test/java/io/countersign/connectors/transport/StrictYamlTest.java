package io.countersign.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.InputProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrictYamlTest {
  private static final int MOST = 512 * 1024;
  private final StrictYaml yaml = StrictYaml.upTo(MOST);

  @Test
  void anAnchorAloneIsNothingAndAByteOrderMarkNeither() {
    assertThat(yaml.read("\ufeffa: &x 1\r\nb: [2]\r\n", _ -> {}))
        .hasValueSatisfying(it -> assertThat(it.toString()).isEqualTo("{\"a\":1,\"b\":[2]}"));
  }

  @Test
  void whatIsRefusedIsToldWithItsLine() {
    assertThat(why("a: &x 1\nb: *x")).contains("must not use aliases").contains("line 2");
    assertThat(why("a: {b: 1}\nc:\n  <<: {d: 1}")).contains("merge keys").contains("line 3");
    assertThat(why("a: 1\nb: !!str 2")).contains("tags").contains("line 2");
    assertThat(why("a: 1\nb: 1\na: 2")).contains("named twice").contains("line 3");
    assertThat(why("a: [".repeat(100))).contains("deeper than 64").contains("line 1");
    assertThat(why("a: 1\n---\nb: 1")).contains("not well-formed");
    assertThat(why("a: b: c\n")).contains("line 1");
    assertThat(why("a".repeat(MOST + 1))).contains("longer than " + MOST);
    var problems = new ArrayList<InputProblem>();
    var latin = "a: \u00fc".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(yaml.read(latin, problems::add)).isEmpty();
    assertThat(problems.getFirst().detail()).isEqualTo("is not UTF-8");
  }

  @Test
  void aMistakeInTheFormIsNamedInOurWords() {
    assertThat(why("a:\n  b: 1\n   c: hidden\n"))
        .contains("a colon where none may stand", "line 3");
    assertThat(why("a:\n    b: 1\n  c: hidden\n")).contains("indented otherwise", "line 3");
    assertThat(why("a:\n\tb: hidden\n")).contains("a tab where only blanks may stand", "line 2");
    assertThat(why("a: 1\nhidden\nc: 2\n")).contains("colon", "line ");
    assertThat(why("a: [1, 2\nb: hidden\n")).contains("isn't closed");
    assertThat(why("a: 'hidden\n")).contains("a quote that isn't closed");
    assertThat(why("a: @hidden\n")).contains("needs quotes", "line 1").doesNotContain("hidden");
  }

  @Test
  void aMemberIsFoundByItsPointerAndWhatIsMissingByTheNearestAroundIt() {
    var lines = YamlLines.of("a:\n  b: {c: 1}\n\n  d:\n    - x: 1\n      y: 2\n    - 3\n");
    assertThat(lines.at("/a")).contains(1);
    assertThat(lines.at("/a/b/c")).contains(2);
    assertThat(lines.at("/a/d/0/y")).contains(6);
    assertThat(lines.at("/a/d/1")).contains(7);
    assertThat(lines.at("/a/d/0/missing")).contains(5);
    assertThat(lines.at("/nowhere")).isEmpty();
    assertThat(YamlLines.of("a: [").at("/a")).isEmpty();
  }

  /** The engine's own buffer has 1,025 places. */
  @Test
  void aCharacterOfTwoHalvesMayStandAnywhere() {
    for (int before = 1000; before < 1040; before++) {
      assertThat(yaml.read("a: " + "x".repeat(before) + "\ud83d\ude00", _ -> {})).isPresent();
    }
  }

  /** What takes more than a multiple of its length would take hours here. */
  @ParameterizedTest
  @MethodSource("shapes")
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readingTakesTimeInProportionToTheLength(String shape) {
    var text = shape.repeat(MOST / shape.length());
    var _ = yaml.read(text, _ -> {});
    var _ = yaml.read("a: \"" + text.replace("\"", "").replace("\\", ""), _ -> {});
    assertThat(text).hasSizeLessThanOrEqualTo(MOST);
  }

  static Stream<String> shapes() {
    return List.of(
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        "a: 1\n",
        "- a\n",
        "#\n",
        "# x",
        "\n",
        " ",
        "\t",
        "a ",
        "a\n ",
        "'",
        "''",
        "\"\\n",
        "|\n",
        "&a ",
        "*a ",
        "!a ",
        "!<",
        "%x\n",
        "---\n",
        ",",
        "a,",
        "[]\n",
        "{a, ",
        "[a, ",
        "a:\n - ",
        "\ud83d\ude00",
        "<<: ")
        .stream();
  }

  private String why(String text) {
    var problems = new ArrayList<InputProblem>();
    assertThat(yaml.read(text, problems::add)).isEmpty();
    return problems.getFirst().detail();
  }
}
