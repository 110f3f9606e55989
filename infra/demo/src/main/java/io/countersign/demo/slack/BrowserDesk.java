package io.countersign.demo.slack;

import io.countersign.demo.browser.Browser;
import java.net.URI;
import java.nio.file.Path;

/** The page in a real browser. */
final class BrowserDesk implements SlackDesk {
  private final Browser browser;
  private final URI page;

  BrowserDesk(Browser browser, URI page) {
    this.browser = browser;
    this.page = page;
  }

  @Override
  public void say(String text) {
    browser.page().open(page);
    browser.page().type("input[name=text]", text);
    browser.page().press("button", "Send");
  }

  @Override
  public boolean shows(String button) {
    browser.page().open(page);
    return browser.page().shows("button", button);
  }

  @Override
  public void press(String button) {
    browser.page().press("button", button);
  }

  @Override
  public boolean asks(String button) {
    browser.page().open(page);
    return browser.page().shows("[role=dialog] button", button);
  }

  @Override
  public void answer(String text, String button) {
    browser.page().type("[role=dialog] [name^='field.']", text);
    browser.page().press("[role=dialog] button", button);
  }

  @Override
  public boolean says(String text) {
    browser.page().open(page);
    return browser.page().text("body").contains(text);
  }

  @Override
  public void picture(Path file) {
    browser.page().open(page);
    browser.page().picture(file);
  }

  @Override
  public void close() {
    browser.close();
  }
}
