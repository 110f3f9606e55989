/** What lies within bounds, in words. */
@NullMarked
package io.countersign.server.access.scope;

import org.jspecify.annotations.NullMarked;
