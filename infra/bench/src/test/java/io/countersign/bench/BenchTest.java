package io.countersign.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  private int run(String... arguments) throws IOException {
    return new Bench(print(out), print(progress)).run(List.of(arguments));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return progress.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownNameGetsTheListAndNothingOnStandardOutput() throws IOException {
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(said()).contains("unknown: nonsense", "judge", "diagnosis");
    assertThat(out.size()).isZero();
    assertThat(run()).isEqualTo(2);
    assertThat(said()).contains("a benchmark's name is missing");
  }

  @Test
  void helpListsTheBenchmarksAndTheOptionsOfEach() throws IOException {
    assertThat(run("--help")).isZero();
    assertThat(printed()).contains("judge", "diagnosis", "--strict");
    assertThat(run("judge", "--help")).isZero();
    assertThat(printed()).contains("--data=DIR", "--set=NAME");
    assertThat(said()).isEmpty();
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wrongArgumentsAreToldApart() throws IOException {
    assertThat(run("judge")).isEqualTo(2);
    assertThat(said()).contains("DIR is missing");
    assertThat(run("judge", "--data")).isEqualTo(2);
    assertThat(said()).contains("'--data' (DIR)");
    assertThat(run("judge", "--data", "/nowhere/at/all")).isEqualTo(2);
    assertThat(said()).contains("there is no folder /nowhere/at/all");
    assertThat(run("judge", "--data", "src", "--date", "x")).isEqualTo(2);
    assertThat(said()).contains("unknown: --date x");
    assertThat(run("judge", "--data", "src")).as("a folder without sets").isEqualTo(2);
    assertThat(said()).contains("nothing to judge in src");
  }

  @Test
  void aFigureIsOneLineOfJsonWithItsGoal() {
    var figure = Figure.of("judge", "set", "pairF1", .123456);
    assertThat(figure.json())
        .isEqualTo(
            """
            {"bench":"judge","set":"set","figure":"pairF1","value":0.1235}\
            """);
    assertThat(figure.atLeast(.85).published(Map.of("others", .5)).json())
        .contains("\"goal\":0.85,\"reached\":false,\"published\":{\"others\":0.5}");
    assertThat(figure.reached()).isTrue();
    assertThat(figure.atLeast(.1).reached()).isTrue();
    assertThat(figure.atMost(.1).reached()).isFalse();
  }

  @Test
  void whatIsTimedIsJudgedAtTheMachinesPaceAndSaysSo() {
    var micros = Figure.of("policy", "decide", "p99Micros", 96).timed().atMost(50);
    assertThat(micros.reached()).isFalse();
    assertThat(micros.at(2.3).reached()).isTrue();
    assertThat(micros.at(1.9).reached()).isFalse();
    assertThat(micros.at(2.3).json())
        .isEqualTo(
            """
            {"bench":"policy","set":"decide","figure":"p99Micros","value":96.0,"goal":50.0,\
            "reached":true,"pace":2.3}\
            """);
    var rate = Figure.of("calendar", "state", "perSecond", 5_000).timed().atLeast(10_000);
    assertThat(rate.at(1.9).reached()).isFalse();
    assertThat(rate.at(2).reached()).isTrue();
  }

  @Test
  void whatIsNotTimedIsTheSameOnAnyMachine() {
    var count = Figure.of("policy", "replay", "differences", 1).atMost(0);
    assertThat(count.at(4)).isEqualTo(count);
    assertThat(count.at(4).json()).doesNotContain("pace");
  }

  @Test
  void aFasterMachineTightensNothingAndOneThatStandsStillExcusesNothing() {
    assertThat(Pace.of(Pace.NANOS_THERE / 2)).isEqualTo(1);
    assertThat(Pace.of(Pace.NANOS_THERE * 23 / 10)).isEqualTo(2.3);
    assertThat(Pace.of(Pace.NANOS_THERE * 50)).isEqualTo(4);
    assertThat(Pace.measured()).isBetween(1.0, 4.0);
  }
}
