package io.countersign.connectors.spi.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.connectors.spi.silence.LabelMatcher.Fit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatcherTest {
  private static final Map<String, String> SHOP = Map.of("service", "shop", "job", "web");

  @ParameterizedTest
  @CsvSource({
    "service, shop, false, true, YES",
    "service, cart, false, true, NO",
    "service, shop, false, false, NO",
    "service, cart, false, false, YES",
    "service, sh.p, true, true, YES",
    "service, sho, true, true, NO",
    "service, cart|shop, true, true, YES",
    "service, cart|shop, true, false, NO",
    "absent, '', false, true, YES",
    "absent, x, false, false, YES",
    "absent, .+, true, true, NO",
    "absent, .*, true, true, YES",
    "service, '(?P<x>s.*)', true, true, UNCLEAR",
    "service, '(', true, true, UNCLEAR",
  })
  void meansWhatAlertmanagerMeans(
      String name, String value, boolean regex, boolean equal, Fit fit) {
    assertThat(new LabelMatcher(name, value, regex, equal).fits(SHOP)).isEqualTo(fit);
  }

  @Test
  void anExpressionThatTakesForEverIsGivenUp() {
    var hostile = new LabelMatcher("service", "(a+)+b", true, true);
    assertThat(hostile.fits(Map.of("service", "a".repeat(1_000)))).isEqualTo(Fit.UNCLEAR);
  }

  @Test
  void isWrittenAsPeopleWriteIt() {
    assertThat(new LabelMatcher("a", "x\"\\", false, true).text()).isEqualTo("a=\"x\\\"\\\\\"");
    assertThat(new LabelMatcher("a", "x", false, false).text()).isEqualTo("a!=\"x\"");
    assertThat(new LabelMatcher("a", "x", true, true).text()).isEqualTo("a=~\"x\"");
    assertThat(new LabelMatcher("a", "x", true, false).text()).isEqualTo("a!~\"x\"");
  }

  @Test
  void aSilenceFitsWhenAllItsMatchersDo() {
    var service = new LabelMatcher("service", "shop", false, true);
    var severity = new LabelMatcher("severity", "info", false, true);
    var unclear = new LabelMatcher("job", "(", true, true);
    assertThat(silence(service).fits(SHOP)).isEqualTo(Fit.YES);
    assertThat(silence(service, severity).fits(SHOP)).isEqualTo(Fit.NO);
    assertThat(silence(service, severity).mayFit(SHOP)).isEqualTo(Fit.YES);
    assertThat(silence(service, unclear).fits(SHOP)).isEqualTo(Fit.UNCLEAR);
    assertThat(silence(unclear, severity).fits(SHOP)).isEqualTo(Fit.NO);
  }

  private static Silence silence(LabelMatcher... matchers) {
    return new Silence(
        "s", List.of(matchers), Instant.EPOCH, Instant.EPOCH, Silence.State.ACTIVE, "", "");
  }
}
