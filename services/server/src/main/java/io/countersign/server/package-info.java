/** The server: HTTP, security, activities, wiring. */
@NullMarked
package io.countersign.server;

import org.jspecify.annotations.NullMarked;
