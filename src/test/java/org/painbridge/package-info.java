/** What tests of all capabilities share. */
package org.painbridge;
