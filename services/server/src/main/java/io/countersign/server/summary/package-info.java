/** What events say, in words for people. */
@NullMarked
package io.countersign.server.summary;

import org.jspecify.annotations.NullMarked;
