/** Words of the imported map. */
export default {
  regionMap: {
    approval: 'Map approval No. (审图号) {number}',
    title: 'Map',
    text: 'Walls show tiles by default. Once a GeoJSON map of the city is imported here, screens set to “map” show regions in their shapes. A map must have been approved by the natural resources authority; its approval number (审图号) always stands on it. No map is shipped.',
    none: 'No map was imported: walls show tiles. For regions in their shapes import a map with its approval number below.',
    current: 'In use',
    by: 'imported by {by}, {at}',
    size: '{shapes} shapes, {points} points',
    simplified:
      '{given} points became {points}: detail that no wall can show is left out, and neighbours keep the same border.',
    matched: '{n} regions have a shape',
    withoutShape: 'Without a shape, as tiles beside the map ({n}):',
    withoutRegion: 'Not in the catalogue, not shown ({n}):',
    allMatched: 'Every region of the catalogue has a shape.',
    earlier: 'Imported before',
    add: 'Import a map',
    field: {
      file: 'GeoJSON file',
      name: 'Name',
      approvalNumber: 'Approval number (审图号)',
      codeProperty: 'Property with the region’s code',
    },
    hint: {
      file: 'at most 5 MB, in degrees',
      approvalNumber: 'such as GS(2024)0650号',
    },
    notJson: 'This file is not JSON.',
    tooLarge: 'The file is over 5 MB; simplify it first.',
    chooseFile: 'Choose a file',
    numberNeeded:
      'The Map Regulations (地图管理条例) ask that a map shown in public is approved and carries its approval number. Give all of it, such as GS(2024)0650号.',
    atFault: '{place}: {detail}',
    check: 'Check',
    checked: 'What it would become (not imported yet)',
    import: 'Import',
    imported: 'Imported. Walls take the new map when they next turn to that page.',
  },
};
