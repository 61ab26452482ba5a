interface Named {
  code: string;
  name: string;
}

const most = 10;

/** Codes and names that hold the text, in whatever case; those that begin with it first. The newest of a code counts. */
export function namesWith(text: string, known: readonly Named[]): Named[] {
  const looked = text.toLowerCase();
  const newest = new Map(known.map(({ code, name }) => [code, { code, name }]));
  const placeOf = ({ code, name }: Named): number => {
    const places = [code.toLowerCase().indexOf(looked), name.toLowerCase().indexOf(looked)].filter(
      (place) => place >= 0,
    );
    return places.length === 0 ? -1 : Math.min(...places);
  };
  return [...newest.values()]
    .map((one) => ({ one, place: placeOf(one) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place || (a.one.code < b.one.code ? -1 : 1))
    .slice(0, most)
    .map(({ one }) => one);
}
