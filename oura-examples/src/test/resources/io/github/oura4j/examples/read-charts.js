// Reads the charts of a report as a person does: by the labels of the axes. What is drawn is
// compared with the data; see ReportBrowserTest.
function chart(title) {
  return Array.from(document.querySelectorAll('svg.wide'))
      .find(svg => svg.getAttribute('aria-label').startsWith(title));
}

function number(label) {
  return parseFloat(label.textContent.replaceAll(',', '').replace('−', '-'));
}

// Returns a function from a vertical position to a value.
function scale(svg) {
  const lines = Array.from(svg.querySelectorAll('.grid')).map(line => line.getBBox().y);
  const labels = Array.from(svg.querySelectorAll('text.y')).map(number);
  const zero = labels.indexOf(0);
  const tick = zero === -1 || zero === labels.length - 1 ? 0 : zero;
  const unit = (labels[tick + 1] - labels[tick]) / (lines[tick + 1] - lines[tick]);
  return y => labels[tick] + (y - lines[tick]) * unit;
}

// Returns the name of the day whose column contains a horizontal position.
function dayAt(svg, x) {
  const column = Array.from(svg.querySelectorAll('.hits path')).map(path => [path, path.getBBox()])
      .find(([, box]) => x > box.x && x < box.x + box.width);
  return column[0].dataset.value.split(':')[0];
}

// Returns how many days of a chart are shaded, as a text.
function shadedDays(title) {
  const svg = chart(title);
  const width = svg.querySelector('.hits path').getBBox().width;
  const shaded = Array.from(svg.querySelectorAll('.gap')).map(gap => gap.getBBox().width);
  return String(Math.round(shaded.reduce((sum, part) => sum + part, 0) / width));
}

// Returns the dots of a chart, such as 'Fri, Mar 20=82;...'.
function dots(title, marks) {
  const svg = chart(title);
  return Array.from(svg.querySelectorAll(marks)).map(dot => {
    const box = dot.getBBox();
    return dayAt(svg, box.x + box.width / 2) + '=' + scale(svg)(box.y + box.height / 2);
  }).join(';');
}

// Returns the values at which the bars of a chart begin and end, such as 'Fri, Mar 20=0..8000;...'.
function bars(title, marks) {
  const svg = chart(title);
  return Array.from(svg.querySelectorAll(marks)).map(bar => {
    const box = bar.getBBox();
    return dayAt(svg, box.x + box.width / 2) + '='
        + scale(svg)(box.y + box.height) + '..' + scale(svg)(box.y);
  }).join(';');
}

// Returns the points of each part of a line: parts are separated by '|', points by ';'.
function line(title, mark, name) {
  const svg = chart(title);
  return svg.querySelector(mark).getAttribute('d').split('M').slice(1)
      .map(part => part.replace('m-3 0h6', '').split('L').map(point => {
        const [x, y] = point.split(' ').map(Number);
        return name(svg, x) + '=' + scale(svg)(y);
      }).join(';'))
      .join('|');
}

// Returns the minute of the day at a horizontal position.
function minuteAt(svg, x) {
  const labels = Array.from(svg.querySelectorAll('text.x'));
  const first = Number(labels[0].getAttribute('x'));
  const last = Number(labels[labels.length - 1].getAttribute('x'));
  return (x - first) / (last - first) * 24 * 60;
}

// Returns the phases of the nights, such as 'light 1390 25,...', with the minute of the day at which
// each starts and its minutes. Nights are separated by ';'.
function nights() {
  return Array.from(document.querySelectorAll('svg.hypnogram')).map(svg => {
    const labels = Array.from(svg.querySelectorAll('text.x'));
    const hour = index => parseInt(labels[index].textContent.split(':')[0]);
    const x = index => Number(labels[index].getAttribute('x'));
    const minutes = ((hour(1) - hour(0) + 24) % 24) * 60 / (x(1) - x(0));
    return Array.from(svg.querySelectorAll('.awake, .rem, .light, .deep')).map(mark => {
      const box = mark.getBBox();
      const start = (hour(0) * 60 + Math.round((box.x - x(0)) * minutes)) % 1440;
      return mark.getAttribute('class') + ' ' + start + ' ' + Math.round(box.width * minutes);
    }).join(',');
  }).join(';');
}
