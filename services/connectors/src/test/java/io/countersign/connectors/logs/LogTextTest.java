package io.countersign.connectors.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.ProcessorTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "checkout-api answered 500|checkout-api answered <n>",
        "PriceRoundingException: scale must not be negative|PriceRoundingException: scale must not"
            + " be negative",
        "order 5f0c1d2e-9a51-4c55-8a3f-0e6f4f4cf0aa took 3.2s|order <id> took <n>s",
        "at 2026-11-22T10:00:00.123Z lost 0x7fe1 from 10.0.3.7:5432|at <time> lost <hex> from"
            + " <address>",
        "no such item 'blue shoes' in \"cart 17\"|no such item <value> in <value>",
        "can't open it: it's gone|can't open it: it's gone",
        "pod orders-7c9f5d8b6-x2x4z died|pod orders-<hex>-<id> died",
        "GET https://shop.example/cart/17?user=anna failed|GET"
            + " https://shop.example/cart/<n>?<value> failed",
        "boom\tat line 3|boom at line <n>",
      })
  void linesOfOneKindHaveOneSignature(String message, String signature) {
    assertThat(LogText.signature(message)).isEqualTo(signature);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer s3cr3ts3cr3t",
        "connect to postgres://app:s3cr3t@db/orders failed",
        "Cookie: session=s3cr3t; theme=dark",
        "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzM2NyM3QifQ.s3cr3ts3cr3t refused",
        "api_key=s3cr3t, next",
        "key AKIAS3CR3TS3CR3TS3CR refused",
        "upload with ghp_s3cr3ts3cr3ts3cr3ts3cr3t",
        "signed by s3cr3ts3cr3ts3cr3ts3cr3t4",
        "mail to s3cr3t@example.org bounced",
        "card 4111 1111 1111 1111 declined",
        "account 4111-1111-1111-1111 declined",
        "call +49 170 1234567 back",
        "user_name=s3cr3t is locked",
        "name: s3cr3t",
        "found \"s3cr3t\" twice",
        "client 203.0.113.7 and 2001:db8:0:0:0:0:0:7 banned",
      })
  void secretsAndPeopleAreLeftOut(String message) {
    assertThat(LogText.example(message) + LogText.signature(message))
        .doesNotContainIgnoringCase("s3cr3t")
        .doesNotContain("4111", "1234567", "203.0", "db8");
  }

  @Test
  void onlyTheFirstLineCountsAndItIsBounded() {
    assertThat(LogText.example("boom\n  at Main.java:3")).isEqualTo("boom");
    assertThat(LogText.example("x ".repeat(1000))).hasSize(300);
    assertThat(LogText.signature("x ".repeat(1000))).hasSize(200);
    assertThat(LogText.example("broken \ud800 and \0 gone")).isEqualTo("broken \ufffd and gone");
    assertThat(LogText.signature("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "0", "'", "\"", "a1", "1.", "1 ", "a@", "a.", ":", "name=", "=", "A_"})
  void aHostileTextTakesNoLongerThanAnyOther(String piece) {
    var text = piece.repeat(50_000);
    assertThat(ProcessorTime.of(() -> LogText.signature(text))).isLessThan(Duration.ofSeconds(2));
  }
}
