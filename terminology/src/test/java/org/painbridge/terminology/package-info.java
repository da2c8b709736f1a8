/**
 * Keeps the content of this module sane. A {@link org.painbridge.terminology.Check} reads the files and names what is
 * wrong with them; {@code ContentTest} runs all of them on our files, {@code PlantedDefectTest} shows that each can fail.
 */
package org.painbridge.terminology;
