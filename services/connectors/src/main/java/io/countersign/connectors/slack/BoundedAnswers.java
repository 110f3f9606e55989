package io.countersign.connectors.slack;

import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * The bounds of Slack's own client: an answer is read whole, up to a size, and is JSON; nothing is
 * sent twice or elsewhere by itself, and no body reaches a log.
 */
final class BoundedAnswers implements Interceptor {
  private static final long MAX_ANSWER = 4L * 1024 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** An answer that isn't one of Slack's. */
  static final class NotSlacks extends IOException {
    private static final long serialVersionUID = 1L;

    NotSlacks(String message) {
      super(message);
    }
  }

  private BoundedAnswers() {}

  static SlackConfig config(SlackSettings settings) {
    var config = new SlackConfig();
    // Statistics would ask auth.test before every first question, and keep the token.
    config.setStatsEnabled(false);
    config.setHttpClientResponseHandlers(List.of());
    config.setMethodsEndpointUrlPrefix(settings.apiUrl().toString());
    return config;
  }

  static SlackHttpClient client(SlackSettings settings, SlackConfig config) {
    var client =
        new SlackHttpClient(
            new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(settings.timeout())
                .callTimeout(settings.timeout())
                // A post that was lost is looked for by its key, never sent again unseen.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new BoundedAnswers())
                .build());
    client.setConfig(config);
    return client;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try (var answer = chain.proceed(chain.request())) {
      var bytes = answer.peekBody(MAX_ANSWER + 1).bytes();
      if (bytes.length > MAX_ANSWER) {
        throw new NotSlacks("the answer is longer than " + MAX_ANSWER + " bytes");
      }
      if (answer.isSuccessful() && !isObject(bytes)) {
        throw new NotSlacks("the answer isn't JSON");
      }
      var body = answer.body();
      var type = body == null ? null : body.contentType();
      return answer.newBuilder().body(ResponseBody.create(bytes, type)).build();
    }
  }

  private static boolean isObject(byte[] bytes) {
    for (byte it : bytes) {
      if (!Character.isWhitespace(it)) {
        return it == '{';
      }
    }
    return false;
  }
}
