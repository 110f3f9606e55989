package io.countersign.server.web.body;

import io.countersign.domain.RefusalCode;
import io.countersign.server.web.endpoint.EndpointRules;
import io.countersign.server.web.problem.BodyIncompleteException;
import io.countersign.server.web.problem.BodyTooLargeException;
import io.countersign.server.web.problem.ProblemWriter;
import io.countersign.server.web.problem.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The bound of a body, in bytes and in time, and of all bodies together. Those that may be large
 * are bounded in bytes where they are read. A read alone is bounded by the connection: who sends a
 * byte now and then never runs into that.
 */
public final class BodyLimit extends OncePerRequestFilter {
  static final long MOST_BYTES = 256 * 1024;

  /** Of who hasn't said who they are: a name and a password. */
  static final long MOST_BYTES_OF_ANYBODY = 4 * 1024;

  private static final String SHARE = BodyRoom.Share.class.getName();

  private final EndpointRules endpoints;
  private final RequestMatcher open;
  private final Duration patience;
  private final BodyRoom room;
  private final ProblemWriter problems;

  /**
   * @param open what anybody may call
   * @param patience a body is read for so long
   * @param room for all bodies at once
   */
  public BodyLimit(
      EndpointRules endpoints,
      RequestMatcher open,
      Duration patience,
      BodyRoom room,
      ProblemWriter problems) {
    this.endpoints = endpoints;
    this.open = open;
    this.patience = patience;
    this.room = room;
    this.problems = problems;
  }

  private long most(HttpServletRequest request) {
    if (endpoints.isLarge(request)) {
      return Long.MAX_VALUE;
    }
    return open.matches(request) ? MOST_BYTES_OF_ANYBODY : MOST_BYTES;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long most = most(request);
    if (request.getContentLengthLong() > most) {
      problems.write(
          response, new RefusedException(RefusalCode.TOO_LARGE, "The body is too long for this."));
      return;
    }
    try (var share = room.share()) {
      request.setAttribute(SHARE, share);
      chain.doFilter(new Bounded(request, most, patience, share), response);
    } finally {
      request.removeAttribute(SHARE);
    }
  }

  /** What a request may hold of the room for bodies. */
  static BodyRoom.Share share(HttpServletRequest request) {
    if (request.getAttribute(SHARE) instanceof BodyRoom.Share share) {
      return share;
    }
    throw new IllegalStateException("a body is read that nothing bounds");
  }

  private static final class Bounded extends HttpServletRequestWrapper {
    private final long most;
    private final Duration patience;
    private final BodyRoom.Share share;

    Bounded(HttpServletRequest request, long most, Duration patience, BodyRoom.Share share) {
      super(request);
      this.most = most;
      this.patience = patience;
      this.share = share;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new BoundedStream(getRequest(), super.getInputStream(), most, patience, share);
    }
  }

  /** Counts, for a caller that doesn't say beforehand how much it sends, and looks at the time. */
  private static final class BoundedStream extends ServletInputStream {
    private final ServletRequest request;
    private final ServletInputStream in;
    private final long most;
    private final long until;
    private final BodyRoom.Share share;
    private long read;

    BoundedStream(
        ServletRequest request,
        ServletInputStream in,
        long most,
        Duration patience,
        BodyRoom.Share share) {
      this.request = request;
      this.in = in;
      this.most = most;
      this.share = share;
      this.until = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
      int got;
      try {
        got = in.read();
      } catch (IOException e) {
        throw cut(e);
      }
      return counted(got, got < 0 ? 0 : 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got;
      try {
        got = in.read(into, offset, length);
      } catch (IOException e) {
        throw cut(e);
      }
      return counted(got, got);
    }

    /** Its connection ended before it, unless it was never told apart in a form that is one. */
    private IOException cut(IOException e) {
      return e instanceof BadRequestException && !(e instanceof ClientAbortException)
          ? e
          : BodyIncompleteException.of(request, e);
    }

    private int counted(int result, int bytes) throws IOException {
      read += Math.max(0, bytes);
      share.add(Math.max(0, bytes));
      if (read > most) {
        throw new BodyTooLargeException();
      }
      if (result < 0 || read == request.getContentLengthLong()) {
        WholeRequest.isHere(request);
      }
      if (result >= 0 && System.nanoTime() - until > 0) {
        throw new BodyIncompleteException("The body took too long to come; send it again.", null);
      }
      return result;
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
