/** Settings of those who call: the proxies that they come through. */
@NullMarked
package io.countersign.server.config.http;

import org.jspecify.annotations.NullMarked;
