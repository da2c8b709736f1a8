// Takes SUSHI's result into output/ and writes what describes it: index.json (FHIR .index.json form) per folder, package.json of the
// FHIR package, and manifest.json, by which `make test` sees that FSH and JSON belong together. Called by guide.sh.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const [guide, generated, sushi] = process.argv.slice(2);
const output = join(guide, 'output');
const conformance = new Set(['StructureDefinition', 'OperationDefinition', 'CapabilityStatement', 'ImplementationGuide', 'MessageDefinition', 'SearchParameter']);

const write = (file, value) => writeFileSync(join(output, file), JSON.stringify(value, null, 2) + '\n');
const folderOf = resource => (conformance.has(resource.resourceType) ? '' : 'example');

function filesBelow(folder) {
    return readdirSync(folder, { withFileTypes: true })
        .flatMap(entry => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
        .sort();
}

function indexEntry(filename, { resourceType, id, url, version, kind, type }) {
    const simple = typeof type === 'string' ? type : undefined;
    return { filename, resourceType, id, url, version, kind, type: simple };
}

function hashes(files) {
    const named = files.map(file => [relative(guide, file).split(sep).join('/'), file]).sort();
    return Object.fromEntries(named.map(([name, file]) => [name, createHash('sha256').update(readFileSync(file)).digest('hex')]));
}

function packageOf(ig) {
    return {
        name: ig.packageId,
        version: ig.version,
        type: 'IG',
        title: ig.title,
        description: ig.description,
        license: ig.license,
        author: ig.publisher,
        canonical: ig.url.substring(0, ig.url.indexOf('/ImplementationGuide/')),
        url: ig.url,
        fhirVersions: ig.fhirVersion,
        dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
        directories: { lib: 'package', example: 'example' },
    };
}

/** SUSHI leaves versions, and an empty list of parameters, to the IG publisher, which we do without. */
function finished(resource, version) {
    if (!conformance.has(resource.resourceType)) return resource;
    if (resource.definition?.parameter?.length === 0) delete resource.definition.parameter;
    const { resourceType, id, meta, extension, url, ...rest } = resource;
    return { resourceType, id, meta, extension, url, version, ...rest };
}

rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, 'example'), { recursive: true });
const index = { '': [], example: [] };
const files = [...filesBelow(generated), ...filesBelow(join(guide, 'input')).filter(file => file.endsWith('.json'))];
const resources = files.map(file => JSON.parse(readFileSync(file, 'utf8')));
const { version } = resources.find(resource => resource.resourceType === 'ImplementationGuide');
for (const resource of resources.map(each => finished(each, version))) {
    const name = `${resource.resourceType}-${resource.id}.json`;
    write(join(folderOf(resource), name), resource);
    index[folderOf(resource)].push(indexEntry(name, resource));
    if (resource.resourceType === 'ImplementationGuide') {
        write('package.json', packageOf(resource));
    }
}
for (const [folder, entries] of Object.entries(index)) {
    entries.sort((a, b) => (a.filename < b.filename ? -1 : 1));
    write(join(folder, 'index.json'), { 'index-version': 2, files: entries });
}
const sources = [...filesBelow(join(guide, 'input')), join(guide, 'sushi-config.yaml'), join(guide, 'ig.ini')];
write('manifest.json', { sushi, sources: hashes(sources), outputs: hashes(filesBelow(output)) });
console.log(`${index[''].length} conformance resources and ${index.example.length} examples written to profiles/output`);
