/** HTTP and JSON on loopback. */
@NullMarked
package io.countersign.demo.net;

import org.jspecify.annotations.NullMarked;
