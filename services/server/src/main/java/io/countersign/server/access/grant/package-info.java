/** Grants and groups: what is given to whom, and who could do what at any time. */
@NullMarked
package io.countersign.server.access.grant;

import org.jspecify.annotations.NullMarked;
