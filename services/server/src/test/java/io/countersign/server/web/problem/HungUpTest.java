package io.countersign.server.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

class HungUpTest {
  /** As it comes from a large answer that a caller doesn't read to its end. */
  @Test
  void isSeenBehindWhatWrapsIt() {
    var gone = new ClientAbortException(new IOException("Broken pipe"));
    assertThat(HungUp.isBehind(new HttpMessageNotWritableException("not written", gone))).isTrue();
    assertThat(HungUp.isBehind(new AsyncRequestNotUsableException("gone"))).isTrue();
    var ours = new HttpMessageNotWritableException("no such property", new IOException("disk"));
    assertThat(HungUp.isBehind(ours)).isFalse();
  }
}
